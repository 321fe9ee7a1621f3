"""Checks model folders that were exported here against transformers, ONNX Runtime and Optimum.

How to run, from the root of the repository (versions in internal/fixtures/src/main/python/requirements.txt):

    ~/.cache/emotions4j/venv/bin/python emotions4j-export/src/test/python/check_export.py FOLDER...

FOLDER is a whole model folder: config.json, tokenizer.json, tokenizer_config.json, model.safetensors (or its shards),
model.onnx and, if it is there, model_quantized.onnx. Prints the largest difference of logits to transformers for each;
exits with 1 when an fp32 one is above 1e-4, or when onnx.checker refuses a graph.

With --fixtures, the tiny models of every architecture are exported and quantised by ./emotions into a temporary folder
and checked there, the limit being 1e-5.
"""

import pathlib
import shutil
import subprocess
import sys
import tempfile

import numpy as np
import onnx
import onnxruntime
import torch
from optimum.onnxruntime import ORTModelForSequenceClassification
from transformers import AutoModelForSequenceClassification, AutoTokenizer

FP32_TOLERANCE = 1e-4
FIXTURES_TOLERANCE = 1e-5

ROOT = pathlib.Path(__file__).parents[4]
FIXTURES = ROOT / "internal/fixtures/src/main/resources/io/github/emotions4j/fixtures"

TEXTS = [
    "",
    "I am not having a great day",
    "I love it!",
    "Thanks for the help, that is a relief. \U0001f600",
    "Why would anyone want this?!?!",
    "日本語 שלום café naïve",
    "[CLS] hello [SEP] you [PAD] <pad> and </s><s>",
    "My dog died yesterday and I feel so sad.",
]


def session_logits(graph, encoded):
    session = onnxruntime.InferenceSession(str(graph), providers=["CPUExecutionProvider"])
    names = [value.name for value in session.get_inputs()]
    return session.run(["logits"], {name: encoded[name].numpy().astype(np.int64) for name in names})[0]


def optimum_logits(folder, file_name, encoded):
    model = ORTModelForSequenceClassification.from_pretrained(folder, file_name=file_name)
    return model(**encoded).logits.detach().numpy()


def check(folder, tolerance):
    tokenizer = AutoTokenizer.from_pretrained(folder)
    model = AutoModelForSequenceClassification.from_pretrained(folder, dtype=torch.float32).eval()
    graphs = [name for name in ("model.onnx", "model_quantized.onnx") if (folder / name).exists()]
    batches = {"one by one": [[text] for text in TEXTS], "one padded batch": [TEXTS]}
    failed = False
    for name in graphs:
        onnx.checker.check_model(str(folder / name), full_check=True)
        for batching, batch_texts in batches.items():
            worst = {"onnxruntime": 0.0, "optimum": 0.0}
            for texts in batch_texts:
                encoded = tokenizer(texts, return_tensors="pt", padding=True)
                with torch.no_grad():
                    expected = model(**encoded).logits.numpy()
                found = {
                    "onnxruntime": session_logits(folder / name, encoded),
                    "optimum": optimum_logits(folder, name, encoded),
                }
                for tool, logits in found.items():
                    assert logits.shape == expected.shape, (tool, logits.shape, expected.shape)
                    worst[tool] = max(worst[tool], float(np.abs(logits - expected).max()))
            for tool, difference in worst.items():
                print(f"{folder.name}/{name}, {tool}, {batching}: {difference:.2e}")
                failed |= name == "model.onnx" and not difference <= tolerance
    return failed


def exported_fixtures(folder):
    """The tiny models, their graphs written by this project."""
    for config in sorted(FIXTURES.glob("*/config.json")):
        model = folder / config.parent.name
        shutil.copytree(config.parent, model, ignore=shutil.ignore_patterns("*.onnx", "shards", "*f16", "golden.json"))
        for command in (["export", "--no-check"], ["quantize"]):
            subprocess.run(
                [ROOT / "emotions", *command, "--model", model], check=True, cwd=ROOT, stdout=subprocess.DEVNULL)
        yield model


def main(arguments):
    if arguments == ["--fixtures"]:
        with tempfile.TemporaryDirectory() as temporary:
            results = [check(folder, FIXTURES_TOLERANCE) for folder in exported_fixtures(pathlib.Path(temporary))]
    else:
        results = [check(pathlib.Path(folder), FP32_TOLERANCE) for folder in arguments]
    return 1 if any(results) or not results else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
