"""Trains the tiny classifiers with transformers' Trainer and writes what Java training must reproduce.

How to run, from the root of the repository (versions in internal/fixtures/src/main/python/requirements.txt, and
the Trainer's own needs, accelerate 1.12.0 and psutil 7.1.3):

    ~/.cache/emotions4j/venv/bin/python emotions4j-training/src/test/python/make_trainer_golden.py

Each of the fixtures bert-uncased, roberta and distilbert goes on from its weights for 200 steps of 8 texts, in order, without
dropout, in fp32 on the CPU, twice: by the reference card's options at a higher rate, and with a warm-up, a higher weight
decay and gradients that are clipped at every step. Written are the token ids and labels, each step's loss, learning rate
and gradient norm, and the trained models' logits of texts that they have not seen, as
emotions4j-training/src/test/resources/io/github/emotions4j/training/trainer-golden-FIXTURE.json.
"""

import json
import pathlib
import random
import sys
import tempfile

import torch
import transformers
from torch.utils.data import SequentialSampler
from transformers import (
    AutoModelForSequenceClassification,
    AutoTokenizer,
    DataCollatorWithPadding,
    Trainer,
    TrainerCallback,
    TrainingArguments,
)

ROOT = pathlib.Path(__file__).resolve().parents[4]
FIXTURES = ROOT / "internal/fixtures/src/main/resources/io/github/emotions4j/fixtures"
TARGET = ROOT / "emotions4j-training/src/test/resources/io/github/emotions4j/training"

MODELS = ["bert-uncased", "roberta", "distilbert"]
TEXT_COUNT = 160
UNSEEN_COUNT = 12
BATCH_SIZE = 8
EPOCHS = 10

RUNS = {
    "plain": {"learning_rate": 5e-4, "warmup_ratio": 0.0, "weight_decay": 0.01, "max_grad_norm": 1.0},
    "clipped": {"learning_rate": 1e-3, "warmup_ratio": 0.1, "weight_decay": 0.1, "max_grad_norm": 0.05},
}

WORDS = """I you they we this that it my your the a and but so because not never very am are is was feel have had love
hate like want need think know day help dog friend news job time thing people life great good bad sad happy angry scared
proud sorry glad lovely awful strange funny boring sure thanks please wow oh why what really today yesterday 😀 😢 café
naïve 日本 !!! ?? ... 42""".split()


class InOrderTrainer(Trainer):
    """Takes the texts as they come and keeps each step's own loss, which the Trainer's log rounds to four digits."""

    def __init__(self, **arguments):
        super().__init__(**arguments)
        self.losses = []

    def _get_train_sampler(self, *_):
        return SequentialSampler(self.train_dataset)

    def training_step(self, *arguments, **keywords):
        loss = super().training_step(*arguments, **keywords)
        self.losses.append(float(loss))
        return loss


class StepLog(TrainerCallback):
    """Keeps what the Trainer logs of a step."""

    def __init__(self):
        self.rates = []
        self.norms = []

    def on_log(self, _arguments, _state, _control, logs=None, **_):
        if "learning_rate" in logs:
            self.rates.append(float(logs["learning_rate"]))
            self.norms.append(float(logs["grad_norm"]))


def texts(count, seed, pad_token):
    """Texts of 0 to 25 words; some are equal but for one word, and some say the padding token."""
    source = random.Random(seed)
    made = []
    for _ in range(count):
        words = source.choices(WORDS, k=source.choice([0, 1, 2, 4, 6, 8, 12, 16, 25]))
        if source.random() < 0.1:
            words.insert(len(words) // 2, pad_token)
        made.append(" ".join(words))
    return made


def labels(ids, label_count, source):
    """Labels that follow from the tokens, so that there is something to learn, with some noise."""
    chosen = {ids[len(ids) // 2] % label_count, len(ids) % label_count}
    if source.random() < 0.2:
        chosen.add(source.randrange(label_count))
    return sorted(chosen) if source.random() < 0.95 else []


def examples(tokenizer, limit, label_count):
    source = random.Random(5)
    made = []
    for text in texts(TEXT_COUNT, 3, tokenizer.pad_token):
        ids = tokenizer(text, truncation=True, max_length=limit)["input_ids"]
        made.append({"ids": ids, "labels": labels(ids, label_count, source)})
    return made


class Rows(torch.utils.data.Dataset):
    """The examples in the form that the Trainer wants; their attention covers padding tokens that a text says."""

    def __init__(self, rows, label_count):
        self.rows = rows
        self.label_count = label_count

    def __len__(self):
        return len(self.rows)

    def __getitem__(self, index):
        row = self.rows[index]
        hot = [1.0 if label in row["labels"] else 0.0 for label in range(self.label_count)]
        return {"input_ids": row["ids"], "attention_mask": [1] * len(row["ids"]), "labels": hot}


def without_dropout(folder):
    model = AutoModelForSequenceClassification.from_pretrained(folder, problem_type="multi_label_classification")
    for module in model.modules():
        if isinstance(module, torch.nn.Dropout):
            module.p = 0.0
        for name in ("dropout_prob", "attention_dropout"):
            if isinstance(getattr(module, name, None), float):
                setattr(module, name, 0.0)
    return model


def train(folder, tokenizer, rows, options, epochs=EPOCHS, batch_size=BATCH_SIZE):
    model = without_dropout(folder)
    log = StepLog()
    with tempfile.TemporaryDirectory() as output:
        arguments = TrainingArguments(
            output_dir=output,
            num_train_epochs=epochs,
            per_device_train_batch_size=batch_size,
            lr_scheduler_type="linear",
            logging_steps=1,
            save_strategy="no",
            report_to=[],
            use_cpu=True,
            seed=1,
            disable_tqdm=True,
            **options,
        )
        trainer = InOrderTrainer(
            model=model,
            args=arguments,
            train_dataset=Rows(rows, model.config.num_labels),
            data_collator=DataCollatorWithPadding(tokenizer),
            callbacks=[log],
        )
        trainer.train()
    return model.eval(), trainer.losses, log


def logits(model, all_ids):
    with torch.no_grad():
        return [[float(str(value)) for value in model(torch.tensor([ids])).logits[0].numpy()] for ids in all_ids]


def shorter(values):
    """Enough digits to give a float back."""
    return [float(f"{value:.9g}") for value in values]


def golden(name):
    folder = FIXTURES / name
    tokenizer = AutoTokenizer.from_pretrained(folder)
    config = transformers.AutoConfig.from_pretrained(folder)
    first = config.pad_token_id + 1 if config.model_type == "roberta" else 0
    limit = config.max_position_embeddings - first
    rows = examples(tokenizer, limit, config.num_labels)
    unseen = [tokenizer(text, truncation=True, max_length=limit)["input_ids"]
              for text in texts(UNSEEN_COUNT, 11, tokenizer.pad_token)]
    runs = {}
    for run, options in RUNS.items():
        model, losses, log = train(folder, tokenizer, rows, options)
        steps = TEXT_COUNT // BATCH_SIZE * EPOCHS
        assert len(losses) == len(log.rates) == len(log.norms) == steps, (len(losses), len(log.rates))
        if run == "clipped":
            assert min(log.norms) > options["max_grad_norm"], min(log.norms)
        runs[run] = {
            "options": options,
            "loss": shorter(losses),
            "learningRate": log.rates,
            "gradientNorm": shorter(log.norms),
            "logits": logits(model, unseen),
        }
        print(f"{name}, {run}: loss {losses[0]:.4f} to {losses[-1]:.4f}, "
              f"norms {min(log.norms):.3f} to {max(log.norms):.3f}")
    return {"rows": rows, "unseen": unseen, "runs": runs}


def write(name, made):
    head = {
        "generator": "make_trainer_golden.py",
        "licence": "Apache-2.0",
        "versions": {"torch": torch.__version__.split("+")[0], "transformers": transformers.__version__},
        "batchSize": BATCH_SIZE,
        "epochs": EPOCHS,
        "unseen": made["unseen"],
    }
    rows = ",\n".join(json.dumps(row) for row in made["rows"])
    runs = ",\n".join(f"{json.dumps(run)}: {json.dumps(figures)}" for run, figures in made["runs"].items())
    text = json.dumps(head)[:-1] + ',\n"examples": [\n' + rows + '\n],\n"runs": {\n' + runs + "\n}}\n"
    (TARGET / f"trainer-golden-{name}.json").write_text(text, encoding="utf-8")


def main(models):
    torch.set_num_threads(1)
    for model in models or MODELS:
        write(model, golden(model))


if __name__ == "__main__":
    main(sys.argv[1:])
