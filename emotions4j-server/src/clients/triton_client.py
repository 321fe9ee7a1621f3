"""tritonclient[http] against the Open Inference routes, in JSON and in binary both ways."""

from urllib.parse import urlsplit

import numpy
import requests
import tritonclient.http as triton
from tritonclient.utils import InferenceServerException

from expected import TEXTS, arguments, same

base, expected = arguments()
labels = requests.get(base + "/v1/models", timeout=60).json()["models"][0]["labels"]
client = triton.InferenceServerClient(url=urlsplit(base).netloc)

assert client.is_server_live() and client.is_server_ready() and client.is_model_ready("embedded")
assert not client.is_model_ready("unknown")
assert "binary_tensor_data" in client.get_server_metadata()["extensions"]
metadata = client.get_model_metadata("embedded")
assert metadata["inputs"] == [{"name": "text", "datatype": "BYTES", "shape": [-1]}], metadata
assert metadata["outputs"] == [{"name": "scores", "datatype": "FP32", "shape": [-1, len(labels)]}], metadata

wanted = numpy.array([[scores[label] for label in labels] for scores in expected], dtype=numpy.float32)


def texts_as_input(binary, shape=None):
    values = numpy.array([text.encode("utf-8") for text in TEXTS], dtype=numpy.object_).reshape(shape or [len(TEXTS)])
    tensor = triton.InferInput("text", list(values.shape), "BYTES")
    tensor.set_data_from_numpy(values, binary_data=binary)
    return tensor


for binary_in in (True, False):
    for outputs in (None, [triton.InferRequestedOutput("scores", binary_data=True)],
                    [triton.InferRequestedOutput("scores", binary_data=False)]):
        for shape in ([len(TEXTS)], [len(TEXTS), 1]):
            result = client.infer("embedded", [texts_as_input(binary_in, shape)], outputs=outputs, request_id="r-1")
            assert result.get_response()["id"] == "r-1", result.get_response()
            found = result.as_numpy("scores")
            assert found.dtype == numpy.float32 and found.shape == wanted.shape, (found.dtype, found.shape)
            assert (found == wanted).all(), numpy.abs(found - wanted).max()

for compression in ("gzip",):
    result = client.infer("embedded", [texts_as_input(True)], request_compression_algorithm=compression)
    assert (result.as_numpy("scores") == wanted).all()

for binary in (True, False):
    output = triton.InferRequestedOutput("scores", binary_data=binary, class_count=3)
    classes = client.infer("embedded", [texts_as_input(True)], outputs=[output]).as_numpy("scores")
    assert classes.shape == (len(TEXTS), 3), classes.shape
    for row, scores in zip(classes, expected):
        best = [element.decode() if isinstance(element, bytes) else element for element in row]
        value, number, label = best[0].split(":")
        assert labels[int(number)] == label and scores[label] == max(scores.values()), best
        assert value == f"{scores[label]:f}", best

try:
    client.infer("unknown", [texts_as_input(True)])
    raise AssertionError("an unknown model was accepted")
except InferenceServerException as error:
    assert "model" in error.message(), error
print("tritonclient: passed")
