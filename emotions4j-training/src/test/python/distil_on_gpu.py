"""Which teachers, which student, how many epochs? The recipe of `emotions train` in PyTorch, on a GPU, for many runs.

    python distil_on_gpu.py BASES DATA OUTPUT [--plan PLAN]

BASES holds a model folder per encoder (bert-base-uncased, bge-small-en-v1.5, e5-small-v2), such as `emotions train` writes
after a single step with `--learning-rate 1e-12`; their heads start anew. DATA holds train.tsv and dev.tsv; test is never read. OUTPUT
gets log.jsonl, a line per run and epoch, and for each run its scores of dev, which `emotions evaluate --scores-file` judges.

A plan is a JSON list of waves, runs that train side by side, and of ensembles of earlier runs. Without one it is PLAN below.

As in `emotions train`: fp32 weights with bf16 copies of the encoder's matrices, AdamW with decay .01 on matrices, gradients clipped at
norm 1, warm-up of 6 %, linear decay, dropout .1, batches of 32 of similar length, a head at ten times the rate that
starts at the labels' log-odds (small encoders' pooler at the identity), students that learn the sigmoid of their teachers' mean logits and no labels.
Order, dropout and the head's start are drawn differently, so a run is like one of Java's with another seed.

Needs torch, numpy, safetensors and tokenizers. A CUDA graph per text length keeps Python out of the steps; without a GPU
(--device cpu) the same steps run without graphs, to try the script.
"""

import argparse
import csv
import json
import math
import time
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from safetensors.torch import load_file
from tokenizers import Tokenizer

BERT, BGE, E5 = "bert-base-uncased", "bge-small-en-v1.5", "e5-small-v2"
RATE = {BERT: 5e-5, BGE: 2e-4, E5: 2e-4}
BATCH, LONGEST, LABELS = 32, 320, 28
LENGTHS = [*range(8, 52, 4), 56, 64, 80, 96, 128, LONGEST]
EVERY = ["b1", "b2", "b3", "b4", "e1", "e2", "g1", "g2"]


def run(name, base, seed, epochs=2, teachers=(), rate=None):
    return {"name": name, "base": base, "seed": seed, "epochs": epochs, "teachers": list(teachers), "rate": rate or RATE[base]}


def students(base, ensemble, epochs, seeds=(11, 12, 13), rate=None):
    name = f"{base.split('-')[0]}-of-{'+'.join(ensemble) if ensemble != EVERY else 'all'}-{epochs}{'-' + str(rate) if rate else ''}"
    return [run(f"{name}-{seed}", base, seed, epochs, ensemble, rate) for seed in seeds]


PLAN = [
    {"wave": [run("b1", BERT, 42), run("b2", BERT, 43), run("e1", E5, 42), run("g1", BGE, 42)]},
    {"wave": [run("b3", BERT, 44), run("b4", BERT, 45), run("e2", E5, 43), run("g2", BGE, 43)]},
    *({"ensemble": ensemble} for ensemble in (
        ["b1", "b2", "g1"], ["b1", "e1", "g1"], ["b1", "b2", "e1", "g1"], ["b1", "b2", "b3", "b4"], ["e1", "e2", "g1", "g2"],
        ["b1", "e1", "e2", "g1", "g2"], EVERY)),
    {"wave": students(BGE, ["b1", "b2", "g1"], 2) + students(BGE, ["b1", "e1", "g1"], 2)},
    {"wave": students(BGE, EVERY, 2) + students(BGE, ["e1", "e2", "g1", "g2"], 2)},
    {"wave": students(BGE, EVERY, 4) + students(E5, EVERY, 4)},
    {"wave": students(E5, EVERY, 2) + students(BERT, EVERY, 2, (11, 12))},
    {"wave": students(BGE, ["b1", "e1", "g1"], 4) + students(BGE, EVERY, 4, rate=3e-4)},
    {"wave": students(BGE, EVERY, 8, (11, 12)) + students(BERT, EVERY, 4, (11,))},
    {"wave": students(E5, ["b1", "e1", "e2", "g1", "g2"], 4) + students(E5, ["b1", "e1", "g1"], 2) + students(E5, ["b1", "e1", "g1"], 4)},
]


def padded_length(length):
    return next(padded for padded in LENGTHS if padded >= length)


class Split:
    """Texts of one file on the device: tokenIds [texts, LONGEST], lengths [texts], labels [texts, LABELS]."""

    def __init__(self, file, tokenizer, device):
        with open(file, encoding="utf-8", newline="") as lines:
            rows = list(csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
        token_ids = [encoding.ids for encoding in tokenizer.encode_batch([row[0] for row in rows])]
        labels = torch.zeros(len(rows), LABELS)
        padded = np.zeros((len(rows), LONGEST), np.int32)
        for i, (ids, row) in enumerate(zip(token_ids, rows)):
            padded[i, :len(ids)] = ids
            labels[i, [int(label) for label in row[1].split(",")]] = 1
        self.host_lengths = np.array([len(ids) for ids in token_ids])
        self.token_ids, self.labels = torch.tensor(padded, device=device), labels.to(device)
        self.lengths = torch.tensor(self.host_lengths, device=device)


class Classifier:
    """BERT with its pooler and a classifier of multi-label logits; see TorchForward in Java."""

    def __init__(self, folder, seed, bias):
        tensors = {name.removeprefix("bert."): values for name, values in load_file(folder / "model.safetensors", str(bias.device)).items()}
        hidden = tensors["pooler.dense.weight"].shape[0]
        start = torch.randn(LABELS, hidden, generator=torch.Generator().manual_seed(seed)) * .02
        tensors |= {"classifier.weight": start.to(bias.device), "classifier.bias": bias.clone()}
        self.names = sorted(tensors)
        self.low = [i for i, name in enumerate(self.names) if name.startswith("encoder.") and "LayerNorm" not in name]
        self.weights = [tensors[name].float() for name in self.names]
        self.compute = [weights.to(torch.bfloat16) if i in self.low else weights for i, weights in enumerate(self.weights)]
        for tensor in self.compute:
            tensor.requires_grad_(True)
        self.tensors = dict(zip(self.names, self.compute))
        self.layers = 1 + max(int(name.split(".")[2]) for name in self.names if name.startswith("encoder."))
        self.heads = 12

    def linear(self, x, name):
        return F.linear(x, self.tensors[name + ".weight"], self.tensors[name + ".bias"])

    def norm(self, x, name):
        return F.layer_norm(x, x.shape[-1:], self.tensors[name + ".weight"], self.tensors[name + ".bias"], 1e-12)

    def logits(self, token_ids, lengths, rate):
        """[texts, LABELS], fp32. Dropout keeps its masks for the backward pass, so that graphs may replay side by side."""
        drop = (lambda x: F.dropout(x, rate)) if rate else (lambda x: x)
        length, table = token_ids.shape[1], self.tensors
        x = F.embedding(token_ids, table["embeddings.word_embeddings.weight"])
        x = x + table["embeddings.position_embeddings.weight"][:length] + table["embeddings.token_type_embeddings.weight"][0]
        x = drop(self.norm(x, "embeddings.LayerNorm"))
        inside = torch.arange(length, device=x.device)[None] < lengths[:, None]
        bias = torch.where(inside, 0., -1e9).to(torch.bfloat16)[:, None, None]
        for layer in range(self.layers):
            x = self.layer(f"encoder.layer.{layer}.", x, bias, drop)
        return self.linear(drop(torch.tanh(self.linear(x[:, 0], "pooler.dense"))), "classifier")

    def layer(self, at, x, bias, drop):
        low = x.to(torch.bfloat16)
        query, key, value = (self.linear(low, f"{at}attention.self.{role}").view(*x.shape[:2], self.heads, -1).transpose(1, 2)
                             for role in ("query", "key", "value"))
        scores = torch.matmul(query, key.transpose(2, 3)).float() / math.sqrt(query.shape[-1]) + bias
        mixed = torch.matmul(drop(torch.softmax(scores, -1)).to(torch.bfloat16), value).transpose(1, 2).reshape(x.shape)
        x = self.norm(x + drop(self.linear(mixed, at + "attention.output.dense").float()), at + "attention.output.LayerNorm")
        middle = F.gelu(self.linear(x.to(torch.bfloat16), at + "intermediate.dense"))
        return self.norm(x + drop(self.linear(middle, at + "output.dense").float()), at + "output.LayerNorm")

    @torch.no_grad()
    def score(self, split):
        order = np.argsort(split.host_lengths, kind="stable")
        logits = torch.empty(len(order), LABELS, device=split.labels.device)
        for start in range(0, len(order), 512):
            rows = order[start:start + 512]
            at, length = torch.tensor(rows, device=logits.device), padded_length(split.host_lengths[rows].max())
            logits[at] = self.logits(split.token_ids[at, :length], split.lengths[at], 0)
        return logits


class AdamW:
    """torch's fused kernel in a form that a CUDA graph can hold: rates and step counts are tensors."""

    def __init__(self, model):
        self.model, device = model, model.weights[0].device
        self.means, self.variances = ([torch.zeros_like(tensor) for tensor in model.weights] for _ in range(2))
        self.steps = [torch.zeros((), device=device) for _ in model.weights]
        self.rates = [torch.zeros((), device=device) for _ in range(2)]
        head = [name.startswith(("pooler", "classifier")) for name in model.names]
        self.groups = [(in_head, decays, [i for i, weights in enumerate(model.weights) if head[i] == in_head and (weights.dim() > 1) == decays])
                       for in_head in (False, True) for decays in (False, True)]

    @torch.no_grad()
    def step(self, gradients):
        norm = torch.linalg.vector_norm(torch.stack(torch._foreach_norm(gradients)))
        divisor = torch.clamp(norm + 1e-6, min=1.).reshape(1)
        for in_head, decays, places in self.groups:
            of = lambda tensors: [tensors[i].detach() for i in places]
            torch._foreach_add_(of(self.steps), 1)
            torch._fused_adamw_(of(self.model.weights), of(gradients), of(self.means), of(self.variances), [], of(self.steps),
                                lr=self.rates[in_head], beta1=.9, beta2=.999, weight_decay=.01 if decays else 0., eps=1e-8, amsgrad=False,
                                maximize=False, grad_scale=divisor, found_inf=None)
        torch._foreach_copy_([self.model.compute[i].detach() for i in self.model.low], [self.model.weights[i] for i in self.model.low])


class Run:
    def __init__(self, spec, folder, train, targets):
        self.spec, self.train, self.targets = spec, train, targets
        device = targets.device
        positives = train.labels.sum(0).double()
        self.model = Classifier(folder, spec["seed"], torch.log((positives + .5) / (len(train.labels) - positives + .5)).float())
        self.optimiser = AdamW(self.model)
        self.batches = math.ceil(len(targets) / BATCH)
        self.total, self.done = self.batches * spec["epochs"], 0
        self.rates = torch.tensor([[spec["rate"] * self.factor(step) * of for of in (1, 10)] for step in range(self.total)], device=device)
        self.rows, self.live = torch.zeros(BATCH, dtype=torch.int64, device=device), torch.ones(BATCH, device=device)
        self.loss_sum = torch.zeros((), device=device)
        self.random = np.random.default_rng(spec["seed"])
        self.on_gpu = device.type == "cuda"
        if self.on_gpu:
            self.capture()

    def factor(self, step):
        warmup = math.ceil(self.total * .06)
        return step / warmup if step < warmup else (self.total - step) / (self.total - warmup)

    def capture(self):
        """A graph per length. Warming up takes steps, which are undone."""
        state = [tensor.detach() for tensor in (*self.model.weights, *self.model.compute, *self.optimiser.means, *self.optimiser.variances,
                                                *self.optimiser.steps, self.loss_sum)]
        before = [tensor.clone() for tensor in state]
        self.stream, pool, self.graphs = torch.cuda.Stream(), torch.cuda.graph_pool_handle(), {}
        self.stream.wait_stream(torch.cuda.current_stream())
        with torch.cuda.stream(self.stream):
            for _ in range(2):
                self.compute_step(24)
            self.stream.synchronize()
            for length in LENGTHS:
                self.graphs[length] = torch.cuda.CUDAGraph()
                with torch.cuda.graph(self.graphs[length], pool=pool, stream=self.stream):
                    self.compute_step(length)
            for tensor, old in zip(state, before):
                tensor.copy_(old)
        self.stream.synchronize()

    def compute_step(self, length):
        token_ids = self.train.token_ids[:, :length].index_select(0, self.rows)
        logits = self.model.logits(token_ids, self.train.lengths.index_select(0, self.rows), .1)
        losses = F.binary_cross_entropy_with_logits(logits, self.targets.index_select(0, self.rows), reduction="none").mean(1)
        loss = (losses * self.live).sum() / self.live.sum()
        self.optimiser.step([gradient.float().contiguous() for gradient in torch.autograd.grad(loss, self.model.compute)])
        self.loss_sum += loss.detach()

    def plan_epoch(self):
        lengths, order = self.train.host_lengths, self.random.permutation(len(self.targets))
        for start in range(0, len(order), BATCH * 50):
            window = order[start:start + BATCH * 50]
            order[start:start + BATCH * 50] = window[np.argsort(lengths[window], kind="stable")]
        batches = [order[start:start + BATCH] for start in range(0, len(order), BATCH)]
        self.random.shuffle(batches)
        self.shapes = [(len(batch), padded_length(lengths[batch].max())) for batch in batches]
        self.epoch_rows = torch.tensor(np.stack([np.pad(batch, (0, BATCH - len(batch))) for batch in batches]), device=self.rows.device)
        if self.on_gpu:
            torch.cuda.synchronize()

    def step(self):
        """Starts the next step, on a GPU without waiting for it. True at the end of an epoch."""
        place = self.done % self.batches
        if place == 0:
            self.plan_epoch()
        size, length = self.shapes[place]
        with torch.cuda.stream(self.stream if self.on_gpu else None):
            self.rows.copy_(self.epoch_rows[place])
            self.live.copy_(torch.arange(BATCH, device=self.live.device) < size)
            for rate, now in zip(self.optimiser.rates, self.rates[self.done]):
                rate.copy_(now)
            self.graphs[length].replay() if self.on_gpu else self.compute_step(length)
        self.done += 1
        return self.done % self.batches == 0


class Experiment:
    def __init__(self, arguments):
        self.arguments, self.began = arguments, time.time()
        tokenizer = Tokenizer.from_file(str(arguments.bases / BGE / "tokenizer.json"))
        tokenizer.no_padding()
        tokenizer.enable_truncation(LONGEST)
        self.train, self.dev = (Split(arguments.data / f"{name}.tsv", tokenizer, arguments.device) for name in ("train", "dev"))
        self.logits = {}

    def ensemble(self, names):
        train, dev = (torch.stack([self.logits[name][split] for name in names]).mean(0) for split in (0, 1))
        return train, dev

    def wave(self, specs):
        runs = [Run(spec, self.arguments.bases / spec["base"], self.train,
                    torch.sigmoid(self.ensemble(spec["teachers"])[0]) if spec["teachers"] else self.train.labels) for spec in specs]
        while runs:
            for ended in [run for run in runs if run.step()]:
                self.end_epoch(ended)
            runs = [run for run in runs if run.done < min(run.total, self.arguments.steps)]

    def end_epoch(self, run):
        if run.on_gpu:
            run.stream.synchronize()
        dev = run.model.score(self.dev)
        self.log({**run.spec, "epoch": run.done // run.batches, "trainLoss": run.loss_sum.item() / run.batches, **self.judge(dev)})
        run.loss_sum.zero_()
        if run.done == run.total:
            self.logits[run.spec["name"]] = run.model.score(self.train), dev
            self.write(run.spec["name"], dev)
        if run.on_gpu:
            torch.cuda.synchronize()

    def judge(self, logits):
        """Needs no thresholds: mean cross-entropy, and average precision, mean over the labels."""
        precisions = []
        for label in range(LABELS):
            truth = self.dev.labels[torch.argsort(logits[:, label], descending=True), label]
            at = truth.cumsum(0) / torch.arange(1, len(truth) + 1, device=truth.device)
            precisions.append(((at * truth).sum() / truth.sum()).item())
        return {"devLoss": F.binary_cross_entropy_with_logits(logits, self.dev.labels).item(), "devAveragePrecision": float(np.mean(precisions))}

    def log(self, figures):
        line = json.dumps({**figures, "seconds": round(time.time() - self.began, 1)})
        print(line, flush=True)
        with open(self.arguments.output / "log.jsonl", "a", encoding="utf-8") as file:
            file.write(line + "\n")

    def write(self, name, logits):
        names = (self.arguments.data / "emotions.txt").read_text(encoding="utf-8").split()
        np.savetxt(self.arguments.output / f"{name}.csv", torch.sigmoid(logits).cpu().numpy(), "%.6g", ",", header=",".join(names), comments="")

    def go(self):
        for item in json.loads(self.arguments.plan.read_text(encoding="utf-8")) if self.arguments.plan else PLAN:
            if "wave" in item:
                self.wave(item["wave"])
                continue
            name = "mean-of-" + "+".join(item["ensemble"])
            dev = self.ensemble(item["ensemble"])[1]
            self.log({"name": name, **self.judge(dev)})
            self.write(name, dev)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("bases", type=Path)
    parser.add_argument("data", type=Path)
    parser.add_argument("output", type=Path)
    parser.add_argument("--plan", type=Path)
    parser.add_argument("--device", default="cuda")
    parser.add_argument("--steps", type=int, default=10**9, help="stop each run after as many, to try the script")
    arguments = parser.parse_args()
    arguments.output.mkdir(parents=True, exist_ok=True)
    Experiment(arguments).go()


main()
