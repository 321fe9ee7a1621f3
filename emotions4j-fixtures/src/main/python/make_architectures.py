"""Makes tiny untrained classifiers of every architecture with real tokenizers, and what transformers answers with them.

How to run, from the root of the repository, as make_fixtures.py says (versions in requirements.txt):

    ~/.cache/emotions4j/venv/bin/python emotions4j-fixtures/src/main/python/make_architectures.py

It writes a folder per model into src/main/resources/io/github/emotions4j/fixtures/ of this module: config.json,
model.safetensors, golden.json and the tokenizer, trained here on a small text, in both forms (tokenizer.json, and
vocab.txt or vocab.json with merges.txt). The first four models also have the graphs of Optimum (model.onnx,
model_quantized.onnx); the RoBERTa has its weights in shards, in F16 and in BF16 too. Everything is made here from a
fixed seed: no weights or data of others are inside.
"""

import collections
import dataclasses
import json
import logging
import pathlib
import shutil
import tempfile

import numpy
import onnxruntime
import tokenizers
import torch
import transformers
from make_fixtures import LABELS, SPECIAL_TOKENS, TEXTS, VOCABULARY_TEXT
from optimum.exporters.onnx import main_export
from optimum.onnxruntime import AutoQuantizationConfig, ORTQuantizer
from transformers import (
    AutoModelForSequenceClassification,
    AutoTokenizer,
    BertConfig,
    BertTokenizerFast,
    DistilBertConfig,
    DistilBertTokenizerFast,
    RobertaConfig,
    RobertaTokenizerFast,
    TextClassificationPipeline,
)

SEED = 20240501
TOKENS = 64
FEW_LABELS = ["anger", "fear", "joy", "sadness", "neutral"]
TARGET = pathlib.Path(__file__).parents[1] / "resources/io/github/emotions4j/fixtures"

EXTRA_TEXTS = [
    "[MASK] </s> <pad> [SEP] <s>",
    "I feel <mask> today",
    "padding<pad>inside <pad><pad> a text",
    "<s>hello</s></s>you</s>",
    "<unk> <MASK> <Pad> [mask]",
    "x" * 300,
    "e\u0301\u0323 a\u030a n\u0303 \u0928\u092e\u0938\u094d\u0924\u0947 \ud55c\uad6d\uc5b4",
    "👩🏽‍🚀👨‍❤️‍💋‍👨 👍🏿",
    "two  spaces\tand three   then\u3000wide\u2028line",
    "it's we're I'd I'll they've IT'S",
    "2024 and 3.14 and 1,000",
    "\u0085next\u001fline\u0000",
    "  ",
]
LONG_TEXTS = ["love " * 100, "x" * 2000, "I can't believe you did that! 😀 " * 20]


@dataclasses.dataclass
class Model:
    folder: str
    config: type
    shape: dict
    labels: list
    problem: str | None
    tokenizer: type
    flags: dict = dataclasses.field(default_factory=dict)
    graphs: bool = False


BERT = dict(hidden_size=16, num_hidden_layers=2, num_attention_heads=2, intermediate_size=32)
DISTILBERT = dict(dim=16, n_layers=2, n_heads=2, hidden_dim=32, max_position_embeddings=TOKENS)
ROBERTA = dict(**BERT, max_position_embeddings=TOKENS + 2, type_vocab_size=1)
MULTI = "multi_label_classification"
SINGLE = "single_label_classification"

MODELS = [
    Model("bert-uncased", BertConfig, dict(BERT, max_position_embeddings=TOKENS), LABELS, MULTI, BertTokenizerFast,
          dict(do_lower_case=True), graphs=True),
    Model("bert-cased", BertConfig,
          dict(BERT, max_position_embeddings=TOKENS, hidden_act="gelu_new", layer_norm_eps=0.05),
          FEW_LABELS, SINGLE, BertTokenizerFast, dict(do_lower_case=False), graphs=True),
    Model("roberta", RobertaConfig, dict(ROBERTA, layer_norm_eps=1e-5), LABELS, MULTI, RobertaTokenizerFast,
          graphs=True),
    # No problem_type: softmax. Its tokenizer.json holds truncation and padding, which transformers resets.
    Model("distilbert", DistilBertConfig, DISTILBERT, FEW_LABELS, None, DistilBertTokenizerFast,
          dict(do_lower_case=True, strip_accents=False, tokenize_chinese_chars=False), graphs=True),
    # One label and no problem_type: sigmoid.
    Model("roberta-relu", RobertaConfig, dict(ROBERTA, hidden_act="relu", layer_norm_eps=0.02), ["joy"], None,
          RobertaTokenizerFast, dict(add_prefix_space=True)),
    Model("distilbert-gelu-new", DistilBertConfig, dict(DISTILBERT, activation="gelu_new"), FEW_LABELS, MULTI,
          DistilBertTokenizerFast, dict(do_lower_case=False, strip_accents=True)),
]


def word_pieces(folder, flags):
    """WordPiece trained on the small text, in its old form."""
    splitter = tokenizers.BertWordPieceTokenizer(
        lowercase=flags["do_lower_case"],
        strip_accents=flags.get("strip_accents"),
        handle_chinese_chars=flags.get("tokenize_chinese_chars", True),
    )
    words = collections.Counter(
        word
        for line in training_text()
        for word, _ in splitter.pre_tokenizer.pre_tokenize_str(splitter.normalizer.normalize_str(line)))
    learnt = [piece for piece in learn_pieces(words, 340) if piece not in SPECIAL_TOKENS]
    (folder / "vocab.txt").write_text("\n".join(SPECIAL_TOKENS + learnt) + "\n", encoding="utf-8")
    return dict(vocab_file=str(folder / "vocab.txt"))


def learn_pieces(words, count):
    """Joins the most frequent pair of pieces until there are enough: what tokenizers' trainer does, but it breaks ties
    by the order of a hash map and would give other pieces each time."""
    spelt = {word: [word[0]] + ["##" + letter for letter in word[1:]] for word in words}
    pieces = sorted({piece for spelling in spelt.values() for piece in spelling})
    while len(pieces) < count - len(SPECIAL_TOKENS):
        pairs = collections.Counter()
        for word, spelling in spelt.items():
            for pair in zip(spelling, spelling[1:]):
                pairs[pair] += words[word]
        left, right = min(pairs, key=lambda pair: (-pairs[pair], pair))
        pieces.append(left + right.removeprefix("##"))
        for word, spelling in spelt.items():
            spelt[word] = joined(spelling, left, right)
    return pieces


def joined(spelling, left, right):
    result = []
    for piece in spelling:
        if result and result[-1] == left and piece == right:
            result[-1] = left + right.removeprefix("##")
        else:
            result.append(piece)
    return result


def byte_pairs(folder, flags):
    """Byte-level BPE trained on the small text, with RoBERTa's special ids: mask last."""
    trained = tokenizers.ByteLevelBPETokenizer(add_prefix_space=flags.get("add_prefix_space", False))
    trained.train_from_iterator(
        training_text(), vocab_size=379, min_frequency=1, special_tokens=["<s>", "<pad>", "</s>", "<unk>"],
        show_progress=False)
    trained.save_model(str(folder))
    vocabulary = json.loads((folder / "vocab.json").read_text())
    vocabulary["<mask>"] = len(vocabulary)
    (folder / "vocab.json").write_text(json.dumps(vocabulary, ensure_ascii=False), encoding="utf-8")
    return dict(vocab_file=str(folder / "vocab.json"), merges_file=str(folder / "merges.txt"))


def training_text():
    """Without the texts that only WordPiece's alphabet would grow by: 300 x's must stay many byte pairs."""
    return [line for line in VOCABULARY_TEXT.splitlines() + TEXTS if "xx" not in line]


def tokenizer(model, folder):
    make = byte_pairs if model.tokenizer is RobertaTokenizerFast else word_pieces
    made = model.tokenizer(**make(folder, model.flags), model_max_length=TOKENS, **model.flags)
    made.save_pretrained(folder)
    old_form_agrees(made, folder)
    if model.folder == "distilbert":
        store_truncation(folder / "tokenizer.json")
    return AutoTokenizer.from_pretrained(folder)


def old_form_agrees(made, folder):
    """A folder without tokenizer.json must give the same ids, or our expected ids would hold for one form alone."""
    with tempfile.TemporaryDirectory() as copy:
        for name in ("vocab.txt", "vocab.json", "merges.txt", "tokenizer_config.json", "special_tokens_map.json"):
            if (folder / name).exists():
                shutil.copy(folder / name, copy)
        (pathlib.Path(copy) / "config.json").write_text(
            json.dumps({"model_type": "roberta" if (folder / "merges.txt").exists() else "bert"}))
        old = AutoTokenizer.from_pretrained(copy)
        for text in TEXTS + EXTRA_TEXTS + LONG_TEXTS:
            assert old(text).input_ids == made(text).input_ids, (folder.name, text)


def store_truncation(file):
    content = json.loads(file.read_text(encoding="utf-8"))
    content["truncation"] = {"direction": "Right", "max_length": 8, "strategy": "LongestFirst", "stride": 0}
    content["padding"] = {"strategy": {"Fixed": 16}, "direction": "Right", "pad_to_multiple_of": None, "pad_id": 0,
                          "pad_type_id": 0, "pad_token": "[PAD]"}
    file.write_text(json.dumps(content, ensure_ascii=False, indent=2), encoding="utf-8")


def classifier(model, vocabulary_size):
    config = model.config(
        vocab_size=vocabulary_size,
        id2label=dict(enumerate(model.labels)),
        label2id={label: index for index, label in enumerate(model.labels)},
        problem_type=model.problem,
        attn_implementation="eager",
        **model.shape,
    )
    torch.manual_seed(SEED)
    made = AutoModelForSequenceClassification.from_config(config).eval()
    with torch.no_grad():
        for name, parameter in made.named_parameters():
            spread = torch.randn_like(parameter)
            if name.lower().endswith("layernorm.weight") or name.endswith("layer_norm.weight"):
                parameter.copy_(1 + 0.2 * spread)
            elif name.endswith("bias"):
                parameter.copy_(0.1 * spread)
            elif "embeddings" in name:
                parameter.copy_(0.5 * spread)
            else:
                parameter.copy_(spread * (1.5 / parameter.shape[1] ** 0.5))
        if model.config is RobertaConfig:
            # transformers gives padding inside a text the padding row: any other value shows a wrong position.
            made.roberta.embeddings.position_embeddings.weight[1] = 2.0
    return made


def forms(made, folder):
    """The same weights in shards, F16 and BF16; expected answers of the halves are of the halves, computed in fp32."""
    made.save_pretrained(folder / "shards", max_shard_size="20KB")
    (folder / "shards/config.json").unlink()
    for name, dtype in (("f16", torch.float16), ("bf16", torch.bfloat16)):
        half = AutoModelForSequenceClassification.from_pretrained(folder, dtype=dtype)
        half.save_pretrained(folder / name)
        (folder / name / "config.json").unlink()


def graphs(folder):
    """Optimum's own export, and its dynamic INT8 for AVX2: unsigned weights, which no CPU saturates on."""
    with tempfile.TemporaryDirectory() as output:
        main_export(str(folder), output, task="text-classification", opset=17, device="cpu", framework="pt")
        shutil.copy(pathlib.Path(output) / "model.onnx", folder / "model.onnx")
        quantizer = ORTQuantizer.from_pretrained(output, file_name="model.onnx")
        quantizer.quantize(save_dir=output, quantization_config=AutoQuantizationConfig.avx2(is_static=False))
        shutil.copy(pathlib.Path(output) / "model_quantized.onnx", folder / "model_quantized.onnx")


def rows(model, made, tokens, folder):
    pipeline = TextClassificationPipeline(model=made, tokenizer=tokens, top_k=None, device=-1)
    quantized = session(folder / "model_quantized.onnx") if model.graphs else None
    if model.graphs:
        reference = session(folder / "model.onnx")
    for text in TEXTS + EXTRA_TEXTS + LONG_TEXTS:
        whole = tokens(text).input_ids
        encoded = tokens(text, return_tensors="pt", truncation=True, max_length=TOKENS)
        with torch.no_grad():
            logits = made(**encoded).logits[0].numpy()
        answer = pipeline([text], truncation=True, max_length=TOKENS)[0]
        scores = {entry["label"]: entry["score"] for entry in answer}
        row = {"text": text, "inputIds": whole}
        if len(whole) > TOKENS:
            row["truncatedIds"] = encoded.input_ids[0].tolist()
        row["logits"] = floats(logits)
        row["scores"] = floats(scores[label] for label in model.labels)
        if model.graphs:
            assert numpy.abs(run(reference, encoded) - logits).max() < 1e-5, text
            row["int8Logits"] = floats(run(quantized, encoded))
        yield row


def session(file):
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    return onnxruntime.InferenceSession(str(file), options, providers=["CPUExecutionProvider"])


def run(graph, encoded):
    inputs = {entry.name: encoded[entry.name].numpy() for entry in graph.get_inputs()}
    return graph.run(["logits"], inputs)[0][0]


def floats(values):
    """The shortest decimals that give the same fp32 back."""
    return [float(str(numpy.float32(value))) for value in values]


def half_rows(folder, tokens):
    """Answers of the F16 and BF16 weights widened to fp32, for a few texts."""
    answers = {}
    for name in ("f16", "bf16"):
        shutil.copy(folder / "config.json", folder / name)
        half = AutoModelForSequenceClassification.from_pretrained(folder / name, dtype=torch.float32).eval()
        (folder / name / "config.json").unlink()
        answers[name] = []
        for text in TEXTS[:5]:
            encoded = tokens(text, return_tensors="pt")
            with torch.no_grad():
                logits = half(**encoded).logits[0].numpy()
            answers[name].append({"text": text, "inputIds": encoded.input_ids[0].tolist(), "logits": floats(logits)})
    return answers


def write_golden(model, lines, extra, file):
    packages = (torch, transformers, tokenizers, onnxruntime)
    head = json.dumps({
        "generator": "make_architectures.py",
        "licence": "Apache-2.0",
        "versions": {package.__name__: package.__version__.split("+")[0] for package in packages},
        "labels": model.labels,
        **extra,
    })
    body = ",\n".join(json.dumps(line, ensure_ascii=True, separators=(",", ":")) for line in lines)
    file.write_text(head[:-1] + ', "texts": [\n' + body + "\n]}\n", encoding="utf-8")


def write(model):
    folder = TARGET / model.folder
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    tokens = tokenizer(model, folder)
    made = classifier(model, len(tokens))
    made.save_pretrained(folder)
    if model.graphs:
        graphs(folder)
    extra = {}
    if model.folder == "roberta":
        forms(made, folder)
        extra = half_rows(folder, tokens)
    lines = list(rows(model, made, tokens, folder))
    write_golden(model, lines, extra, folder / "golden.json")
    logits = torch.tensor([line["logits"] for line in lines])
    int8 = torch.tensor([line.get("int8Logits", line["logits"]) for line in lines])
    print(f"{model.folder}: {len(tokens)} tokens, {len(lines)} texts, {sum('truncatedIds' in line for line in lines)} "
          f"truncated, logits std {logits.std():.2f}, per label {logits.std(0).mean():.2f}, "
          f"INT8 off by {(int8 - logits).abs().max():.3f}")


def main():
    logging.getLogger("transformers").setLevel(logging.ERROR)
    for model in MODELS:
        write(model)


if __name__ == "__main__":
    main()
