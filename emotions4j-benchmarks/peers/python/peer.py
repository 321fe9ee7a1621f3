"""The Python peers: transformers' pipeline on torch, Optimum's on ONNX Runtime, and ONNX Runtime by hand.

    peer.py MODEL_FOLDER TEXTS_JSON

Prints {"versions": {...}}, then answers each line of standard input, {"setting": NAME, "count": N, "atOnce": M}, with
one line: {"seconds": S, "scores": [of the first three texts]} and, where texts run one at a time, "latenciesMs": [one
per text]; or {"error": REASON}. The N texts are evenly spaced over the file. They come in lists of M, one list after the
other, each of which is done before the next one is known. Everything between the strings and the scores counts:
tokenising, sorting, batching, putting back in order. Threads are each library's own default.
"""

import json
import os
import sys
import time
import warnings

os.environ["HF_HUB_OFFLINE"] = "1"
os.environ["TOKENIZERS_PARALLELISM"] = "true"
os.environ["ORT_DISABLE_TELEMETRY"] = "1"
warnings.filterwarnings("ignore")

MAX_TOKENS = 512
FP32 = "model.onnx"
INT8 = "model_quantized.onnx"


def by_length(texts):
    return sorted(range(len(texts)), key=lambda i: len(texts[i]))


class Pipeline:
    """A text-classification pipeline; with a batch size, over texts sorted by length."""

    def __init__(self, model, folder, batch=None):
        from transformers import AutoTokenizer, pipeline

        tokenizer = AutoTokenizer.from_pretrained(folder, model_max_length=MAX_TOKENS)
        self.labels = [model.config.id2label[i] for i in range(len(model.config.id2label))]
        self.pipeline = pipeline("text-classification", model=model, tokenizer=tokenizer, top_k=None)
        self.batch = batch

    def run(self, texts):
        if self.batch is None:
            return self.pipeline(texts, truncation=True), None
        order = by_length(texts)
        results = self.pipeline([texts[i] for i in order], truncation=True, batch_size=self.batch)
        scores = [None] * len(texts)
        for place, result in zip(order, results):
            scores[place] = result
        return scores, None

    def score_row(self, result):
        by_label = {entry["label"]: entry["score"] for entry in result}
        return [by_label[label] for label in self.labels]


class Raw:
    """The tokenizer and a session by hand; one text at a time, or in batches over texts sorted by length."""

    def __init__(self, folder, graph, batch=None):
        import numpy
        import onnxruntime
        from tokenizers import Tokenizer

        self.numpy = numpy
        self.tokenizer = Tokenizer.from_file(os.path.join(folder, "tokenizer.json"))
        self.tokenizer.enable_truncation(MAX_TOKENS)
        with open(os.path.join(folder, "config.json")) as file:
            self.pad = json.load(file).get("pad_token_id") or 0
        self.session = onnxruntime.InferenceSession(
            os.path.join(folder, "onnx", graph), providers=["CPUExecutionProvider"]
        )
        self.inputs = [value.name for value in self.session.get_inputs()]
        self.batch = batch
        if batch is None:
            self.tokenizer.no_padding()
        else:
            self.tokenizer.enable_padding(pad_id=self.pad)

    def run(self, texts):
        return self.alone(texts) if self.batch is None else self.batched(texts)

    def alone(self, texts):
        scores, latencies = [], []
        for text in texts:
            start = time.perf_counter()
            scores.append(self.scores([self.tokenizer.encode(text)])[0])
            latencies.append((time.perf_counter() - start) * 1000)
        return scores, latencies

    def batched(self, texts):
        order = by_length(texts)
        scores = [None] * len(texts)
        for start in range(0, len(order), self.batch):
            places = order[start : start + self.batch]
            rows = self.scores(self.tokenizer.encode_batch([texts[i] for i in places]))
            for place, row in zip(places, rows):
                scores[place] = row
        return scores, None

    def scores(self, encodings):
        numpy = self.numpy
        columns = {
            "input_ids": lambda e: e.ids,
            "attention_mask": lambda e: e.attention_mask,
            "token_type_ids": lambda e: e.type_ids,
        }
        feed = {name: numpy.array([columns[name](e) for e in encodings], dtype=numpy.int64) for name in self.inputs}
        logits = self.session.run(None, feed)[0]
        return 1 / (1 + numpy.exp(-logits))

    def score_row(self, result):
        return [float(score) for score in result]


def transformers_pipeline(folder, batch):
    from transformers import AutoModelForSequenceClassification

    return Pipeline(AutoModelForSequenceClassification.from_pretrained(folder), folder, batch)


def optimum_pipeline(folder, graph, batch):
    from optimum.onnxruntime import ORTModelForSequenceClassification

    model = ORTModelForSequenceClassification.from_pretrained(folder, subfolder="onnx", file_name=graph)
    return Pipeline(model, folder, batch)


SETTINGS = {
    "transformers pipeline, default": lambda f: transformers_pipeline(f, None),
    "transformers pipeline, batch 32 sorted": lambda f: transformers_pipeline(f, 32),
    "Optimum fp32 pipeline, default": lambda f: optimum_pipeline(f, FP32, None),
    "Optimum fp32 pipeline, batch 32 sorted": lambda f: optimum_pipeline(f, FP32, 32),
    "Optimum int8 pipeline, default": lambda f: optimum_pipeline(f, INT8, None),
    "Optimum int8 pipeline, batch 32 sorted": lambda f: optimum_pipeline(f, INT8, 32),
    "ONNX Runtime fp32, one at a time": lambda f: Raw(f, FP32),
    "ONNX Runtime fp32, batch 16 sorted": lambda f: Raw(f, FP32, 16),
    "ONNX Runtime int8, one at a time": lambda f: Raw(f, INT8),
    "ONNX Runtime int8, batch 16 sorted": lambda f: Raw(f, INT8, 16),
}


def versions():
    import importlib.metadata as metadata

    found = {"python": sys.version.split()[0]}
    for name in ["torch", "transformers", "tokenizers", "optimum", "optimum-onnx", "onnxruntime", "numpy"]:
        try:
            found[name] = metadata.version(name)
        except metadata.PackageNotFoundError:
            found[name] = "missing"
    return found


def answer(request, open_settings, folder, texts):
    name, count, at_once = request["setting"], request["count"], request["atOnce"]
    if name not in open_settings:
        open_settings[name] = SETTINGS[name](folder)
    sample = [texts[i * len(texts) // count] for i in range(count)]
    results, latencies = [], []
    start = time.perf_counter()
    for first in range(0, count, at_once):
        list_results, list_latencies = open_settings[name].run(sample[first : first + at_once])
        results += list_results
        latencies += list_latencies or []
    seconds = time.perf_counter() - start
    reply = {"seconds": seconds, "scores": [open_settings[name].score_row(r) for r in results[:3]]}
    if latencies:
        reply["latenciesMs"] = latencies
    return reply


def main():
    # Libraries print to standard output now and then; answers keep it to themselves.
    answers = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)
    folder, texts_file = sys.argv[1], sys.argv[2]
    with open(texts_file) as file:
        texts = json.load(file)
    print(json.dumps({"versions": versions()}), file=answers, flush=True)
    open_settings = {}
    for line in sys.stdin:
        try:
            reply = answer(json.loads(line), open_settings, folder, texts)
        except Exception as failure:  # whatever stops a peer is the reason that it is missing
            reply = {"error": f"{type(failure).__name__}: {failure}"}
        print(json.dumps(reply), file=answers, flush=True)


main()
