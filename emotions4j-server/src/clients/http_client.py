"""Plain HTTP against the routes that have no client of their own."""

import math

import requests
from prometheus_client.parser import text_string_to_metric_families

from expected import TEXTS, arguments, close, same, same_pairs

base, expected = arguments()
session = requests.Session()


def post(path, body, status=200):
    response = session.post(base + path, json=body, timeout=60)
    assert response.status_code == status, (path, response.status_code, response.text)
    assert response.headers["content-type"].startswith("application/json"), response.headers
    assert response.headers["x-request-id"], response.headers
    return response.json()


def get(path, status=200):
    response = session.get(base + path, timeout=60)
    assert response.status_code == status, (path, response.status_code, response.text)
    return response


# ours
models = get("/v1/models").json()["models"]
labels, thresholds = models[0]["labels"], models[0]["thresholds"]
answer = post("/v1/emotions", {"texts": TEXTS, "scores": True, "group": "ekman"})
assert answer["thresholds"] == thresholds and answer["model"] == models[0]["name"]
assert answer["usage"]["tokens"] == sum(result["tokens"] for result in answer["results"])
for result, scores in zip(answer["results"], expected, strict=True):
    same(result["scores"], scores)
    detected = {label: score for label, score in scores.items() if score >= thresholds[label]}
    same_pairs([(entry["label"], entry["score"]) for entry in result["emotions"]], detected)
    assert result["windows"] == 1 and not result["truncated"] and len(result["groups"]) == 7, result
many = post("/v1/emotions", {"text": "a good day " * 1000})["results"][0]
assert many["windows"] > 1 and many["tokens"] > 512, many

# TEI
filled = [(text, scores) for text, scores in zip(TEXTS, expected) if text]
for text, scores in filled:
    same_pairs([(entry["label"], entry["score"]) for entry in post("/predict", {"inputs": text})], scores)
batch = post("/predict", {"inputs": [[text] for text, _ in filled]})
for found, (_, scores) in zip(batch, filled, strict=True):
    same_pairs([(entry["label"], entry["score"]) for entry in found], scores)
for entry in post("/invocations", {"inputs": TEXTS[0], "raw_scores": True}):
    close(1 / (1 + math.exp(-entry["score"])), expected[0][entry["label"]])
assert post("/predict", {"inputs": ["a", "b"]}, 422)["error_type"] == "Validation"
assert post("/predict", {"inputs": ""}, 400)["error_type"] == "Empty"
assert get("/info").json()["model_type"]["classifier"]["id2label"]["0"] == labels[0]
get("/health")
get("/ping")

# vLLM and SGLang
for path in ("/classify", "/v1/classify"):
    answer = post(path, {"input": TEXTS, "model": "embedded"})
    for index, (item, scores) in enumerate(zip(answer["data"], expected, strict=True)):
        assert item["index"] == index and item["num_classes"] == len(labels), item
        same(dict(zip(labels, item["probs"], strict=True)), scores)
        assert scores[item["label"]] == max(scores.values()), item

# KServe version 1
for found, scores in zip(post("/v1/models/embedded:predict", {"instances": TEXTS})["predictions"], expected, strict=True):
    same_pairs([(entry["label"], entry["score"]) for entry in found], scores)

# metrics
metrics = {family.name for family in text_string_to_metric_families(get("/metrics").text)}
assert any(name.startswith("te_") for name in metrics), metrics
assert any(name.startswith("emotions4j_") for name in metrics), metrics
print("http: passed")
