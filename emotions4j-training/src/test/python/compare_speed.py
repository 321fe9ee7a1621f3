"""Training speed beside transformers' Trainer: the same folder, texts and batch size, by turns, in one run.

    python compare_speed.py BASE TRAIN [--texts 4096] [--repeats 3] [--emotions ./emotions]

BASE is a classifier's folder for GoEmotions' labels, TRAIN its train.tsv. The Trainer runs in several settings; its best
counts. Counted is the time of all training steps: neither loading nor tokenising, nor what is done with the result. Prints a
JSON object per run and at the end the ratio of the medians.

Needs transformers, accelerate and torch.
"""

import argparse
import csv
import json
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

SETTINGS = {
    "fp32": {},
    "bf16": {"bf16": True},
    "fp32, grouped by length": {"group_by_length": True},
    "bf16, grouped by length": {"bf16": True, "group_by_length": True},
}


def rows(path, limit):
    with open(path, encoding="utf-8", newline="") as file:
        return [row[:2] for row, _ in zip(csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE), range(limit))]


def run_trainer(arguments):
    """One setting in this process, which prints its seconds as the last line."""
    from transformers import (AutoModelForSequenceClassification, AutoTokenizer, DataCollatorWithPadding, Trainer,
                              TrainingArguments)

    tokenizer = AutoTokenizer.from_pretrained(arguments.base)
    model = AutoModelForSequenceClassification.from_pretrained(arguments.base, problem_type="multi_label_classification")
    data = rows(arguments.train, arguments.texts)
    encoded = tokenizer([row[0] for row in data], truncation=True, max_length=512)
    labels = [[float(str(i) in row[1].split(",")) for i in range(model.config.num_labels)] for row in data]
    dataset = [{"input_ids": ids, "attention_mask": mask, "labels": label}
               for ids, mask, label in zip(encoded["input_ids"], encoded["attention_mask"], labels)]
    with tempfile.TemporaryDirectory() as folder:
        options = TrainingArguments(
            output_dir=folder, use_cpu=True, optim="adamw_torch_fused", per_device_train_batch_size=arguments.batch_size,
            num_train_epochs=1, learning_rate=2e-5, weight_decay=0.01, logging_steps=10**9, save_strategy="no",
            report_to=[], disable_tqdm=True, **SETTINGS[arguments.setting])
        trainer = Trainer(model=model, args=options, train_dataset=dataset,
                          data_collator=DataCollatorWithPadding(tokenizer))
        began = time.perf_counter()
        trainer.train()
        print(time.perf_counter() - began)


def trainer_seconds(arguments, setting):
    command = [sys.executable, __file__, arguments.base, arguments.train, "--texts", str(arguments.texts),
               "--batch-size", str(arguments.batch_size), "--setting", setting]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    return float(done.stdout.strip().splitlines()[-1])


def emotions_seconds(arguments):
    with tempfile.TemporaryDirectory() as folder:
        folder = Path(folder)
        data = rows(arguments.train, arguments.texts)
        (folder / "train.tsv").write_text("".join("\t".join(row) + "\tid\n" for row in data), encoding="utf-8")
        (folder / "dev.tsv").write_text("".join("\t".join(row) + "\tid\n" for row in data[:64]), encoding="utf-8")
        names = json.loads((Path(arguments.base) / "config.json").read_text(encoding="utf-8"))["id2label"]
        (folder / "emotions.txt").write_text("\n".join(names[str(i)] for i in range(len(names))) + "\n", encoding="utf-8")
        subprocess.run([arguments.emotions, "train", "--base", arguments.base, "--data", str(folder), "--output",
                        str(folder / "model"), "--epochs", "1", "--batch-size", str(arguments.batch_size),
                        "--learning-rate", "2e-5"], check=True, capture_output=True)
        lines = (folder / "model" / "training.jsonl").read_text(encoding="utf-8").splitlines()
        return sum(step.get("seconds", 0) for step in map(json.loads, lines))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("base")
    parser.add_argument("train")
    parser.add_argument("--texts", type=int, default=4096)
    parser.add_argument("--batch-size", type=int, default=32)
    parser.add_argument("--repeats", type=int, default=3)
    parser.add_argument("--emotions", default="./emotions", help="the launcher")
    parser.add_argument("--settings", default=";".join(SETTINGS), help="which settings of the Trainer, ';' between them")
    parser.add_argument("--setting", help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.setting:
        run_trainer(arguments)
        return
    systems = {setting: lambda setting=setting: trainer_seconds(arguments, setting)
               for setting in arguments.settings.split(";")}
    systems["emotions"] = lambda: emotions_seconds(arguments)
    speeds = {name: [] for name in systems}
    for _ in range(arguments.repeats):
        for name, run in systems.items():
            speeds[name].append(arguments.texts / run())
            print(json.dumps({"system": name, "textsPerSecond": round(speeds[name][-1], 1)}), flush=True)
    medians = {name: statistics.median(values) for name, values in speeds.items()}
    best = max((value, name) for name, value in medians.items() if name != "emotions")
    print(json.dumps({"machine": platform.processor() or platform.machine(), "medians": medians, "bestOfTrainer": best[1],
                      "ratio": round(medians["emotions"] / best[0], 3)}, indent=2))


main()
