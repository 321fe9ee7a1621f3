"""Loads model folders that `emotions train` wrote as a user of transformers would.

How to run, from the root of the repository (versions in internal/fixtures/src/main/python/requirements.txt):

    ~/.cache/emotions4j/venv/bin/python emotions4j-finetuning/src/test/python/check_trained.py FOLDER...

Checked for each folder: AutoModelForSequenceClassification finds a tensor for every weight and none too many; the
text-classification pipeline's scores are the sigmoid of the logits that model.onnx gives, within 1e-4 in logits; the fast
tokenizer and, where the folder has its vocabulary files, the slow one give the same ids as tokenizer.json. Graphs are
checked further by emotions4j-export/src/test/python/check_export.py. Exits with 1 when a check fails.
"""

import pathlib
import sys

import numpy as np
import onnxruntime
import torch
from tokenizers import Tokenizer
from transformers import AutoModelForSequenceClassification, AutoTokenizer, pipeline

LOGIT_TOLERANCE = 1e-4

TEXTS = [
    "",
    "I am not having a great day",
    "  I LOVE it!  ",
    "Thanks for the help, that is a relief. \U0001f600",
    "日本語 café naïve Ångström",
    "<s> [CLS] hello </s> [SEP] you <pad> [PAD] <mask> [MASK]",
    "My dog died yesterday and I feel so sad, and nobody at work even asked me about it.",
]


def onnx_logits(session, ids):
    arrays = {"input_ids": np.array([ids]), "attention_mask": np.ones((1, len(ids)), dtype=np.int64)}
    arrays["token_type_ids"] = np.zeros_like(arrays["input_ids"])
    names = [value.name for value in session.get_inputs()]
    return session.run(["logits"], {name: arrays[name] for name in names})[0][0]


def tokenizers(folder):
    made = {"fast": AutoTokenizer.from_pretrained(folder)}
    if (folder / "vocab.txt").exists() or (folder / "vocab.json").exists():
        made["slow"] = AutoTokenizer.from_pretrained(folder, use_fast=False)
    return made


def check(folder):
    model, loading = AutoModelForSequenceClassification.from_pretrained(folder, output_loading_info=True)
    assert not loading["missing_keys"] and not loading["unexpected_keys"], loading
    plain = Tokenizer.from_file(str(folder / "tokenizer.json"))
    session = onnxruntime.InferenceSession(str(folder / "model.onnx"), providers=["CPUExecutionProvider"])
    classify = pipeline("text-classification", model=str(folder), top_k=None, device=-1)
    for text in TEXTS:
        ids = plain.encode(text).ids
        for kind, tokenizer in tokenizers(folder).items():
            found = tokenizer(text)["input_ids"]
            assert found == ids, (kind, text, found, ids)
    worst = 0.0
    for text in TEXTS:
        scores = {entry["label"]: entry["score"] for entry in classify([text])[0]}
        found = np.array([scores[label] for _, label in sorted(model.config.id2label.items())])
        with torch.no_grad():
            expected = model.eval()(torch.tensor([plain.encode(text).ids])).logits[0].numpy()
        ours = onnx_logits(session, plain.encode(text).ids)
        worst = max(worst, float(np.abs(ours - expected).max()), float(np.abs(np.log(found / (1 - found)) - expected).max()))
    print(f"{folder.name}: {type(model).__name__}, tokenizers {', '.join(tokenizers(folder))}, logits {worst:.1e}")
    return worst <= LOGIT_TOLERANCE


if __name__ == "__main__":
    sys.exit(0 if all([check(pathlib.Path(folder)) for folder in sys.argv[1:]]) else 1)
