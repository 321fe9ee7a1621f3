"""Trains a folder with transformers' Trainer as `emotions train` did, and compares every step.

How to run, from the root of the repository (what it needs: see make_trainer_golden.py):

    ./emotions train --base BASE --data DATA --output MODEL \\
        --order sequential --dropout 0 --warmup 0 --precision fp32 --epochs 1 --batch-size 16 --learning-rate 2e-5
    ~/.cache/emotions4j/venv/bin/python emotions4j-training/src/test/python/compare_training.py \\
        BASE DATA MODEL --epochs 1 --batch-size 16 --learning-rate 2e-5

BASE is a sequence classifier for the labels of DATA, a folder in the form of GoEmotions, so that both start from the same
head. Prints the largest difference of a step's loss to MODEL/training.jsonl and of the trained models' logits on dev;
exits with 1 when they are above 1e-4 and 1e-3, or when a learning rate or the number of texts of a step differs.
"""

import argparse
import json
import pathlib
import sys

import torch
from make_trainer_golden import train
from transformers import AutoModelForSequenceClassification, AutoTokenizer

LOSS_TOLERANCE = 1e-4
LOGIT_TOLERANCE = 1e-3


def rows(file, tokenizer):
    made = []
    for line in file.read_text(encoding="utf-8").splitlines():
        text, labels, _ = line.split("\t")
        made.append({"ids": tokenizer(text)["input_ids"], "labels": [int(label) for label in labels.split(",")]})
    return made


def logits(model, examples):
    with torch.no_grad():
        return torch.cat([model(torch.tensor([row["ids"]])).logits for row in examples])


def main(options):
    tokenizer = AutoTokenizer.from_pretrained(options.base)
    examples = rows(options.data / "train.tsv", tokenizer)
    arguments = {"learning_rate": options.learning_rate, "weight_decay": 0.01, "max_grad_norm": 1.0, "warmup_ratio": 0.0}
    model, losses, log = train(options.base, tokenizer, examples, arguments, options.epochs, options.batch_size)

    lines = [json.loads(line) for line in (options.model / "training.jsonl").read_text(encoding="utf-8").splitlines()]
    steps = [line for line in lines if "loss" in line]
    assert len(steps) == len(losses), (len(steps), len(losses))
    for step, rate in zip(steps, log.rates):
        assert abs(step["learningRate"] - rate) <= 1e-12, (step, rate)
        first = (step["step"] - 1) * options.batch_size % (-(-len(examples) // options.batch_size) * options.batch_size)
        assert step["examples"] == len(examples[first : first + options.batch_size]), step
    loss = max(abs(step["loss"] - expected) for step, expected in zip(steps, losses))
    dev = rows(options.data / "dev.tsv", tokenizer)
    ours = AutoModelForSequenceClassification.from_pretrained(options.model).eval()
    logit = float((logits(ours, dev) - logits(model, dev)).abs().max())
    print(f"{len(steps)} steps, loss {losses[0]:.4f} to {losses[-1]:.4f}: differs by {loss:.1e} at most; "
          f"logits of {len(dev)} dev texts by {logit:.1e}")
    return 0 if loss <= LOSS_TOLERANCE and logit <= LOGIT_TOLERANCE else 1


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("base", type=pathlib.Path)
    parser.add_argument("data", type=pathlib.Path)
    parser.add_argument("model", type=pathlib.Path)
    parser.add_argument("--epochs", type=int, required=True)
    parser.add_argument("--batch-size", type=int, required=True)
    parser.add_argument("--learning-rate", type=float, required=True)
    sys.exit(main(parser.parse_args()))
