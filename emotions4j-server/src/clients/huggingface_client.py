"""huggingface_hub against POST / and POST /models/{id}."""

import math

from huggingface_hub import InferenceClient
from huggingface_hub.errors import HfHubHTTPError

from expected import TEXTS, arguments, close, same_pairs

base, expected = arguments()

for url in (base, base + "/", base + "/models/embedded"):
    client = InferenceClient(base_url=url)
    for text, scores in zip(TEXTS, expected):
        found = client.text_classification(text)
        same_pairs([(entry.label, entry.score) for entry in found], scores)

client = InferenceClient(base_url=base)
best = client.text_classification(TEXTS[0], top_k=2)
assert len(best) == 2, best

softmax = client.text_classification(TEXTS[0], function_to_apply="softmax")
close(sum(entry.score for entry in softmax), 1.0)
for entry in client.text_classification(TEXTS[0], function_to_apply="none"):
    close(1 / (1 + math.exp(-entry.score)), expected[0][entry.label])

try:
    InferenceClient(base_url=base + "/models/unknown").text_classification("a day")
    raise AssertionError("an unknown model was accepted")
except HfHubHTTPError as error:
    assert error.response.status_code == 404, error
    assert error.response.headers["x-request-id"], error.response.headers
print("huggingface_hub: passed")
