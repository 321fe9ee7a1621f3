"""Makes a tiny BERT as a TensorFlow saved model lies on disk: a vocabulary, its settings and a bundle of variables.

How to run, from the root of the repository (TensorFlow is large and needed for nothing else, so it has no place in
requirements.txt):

    python3 -m venv /tmp/tensorflow
    /tmp/tensorflow/bin/pip install tensorflow-cpu==2.21.0
    /tmp/tensorflow/bin/python emotions4j-fixtures/src/main/python/make_saved_model.py

It writes src/main/resources/io/github/emotions4j/fixtures/tiny-saved-model/ of this module. Value k of the n-th variable,
in the order of the names, is n + k / 1024, which fp32 holds exactly.
"""

import json
import pathlib
import shutil

import numpy as np
import tensorflow as tf

VOCABULARY = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "a", "b", "##c", "good", "day"]
HIDDEN = 4
INTERMEDIATE = 6
POSITIONS = 8
LAYERS = 12


def shapes():
    """Shape by TensorFlow's name, as in Google's checkpoints."""
    bert = "module/bert/"
    found = {
        bert + "embeddings/word_embeddings": [len(VOCABULARY), HIDDEN],
        bert + "embeddings/position_embeddings": [POSITIONS, HIDDEN],
        bert + "embeddings/token_type_embeddings": [2, HIDDEN],
        bert + "pooler/dense/kernel": [HIDDEN, HIDDEN],
        bert + "pooler/dense/bias": [HIDDEN],
        "module/cls/predictions/transform/dense/kernel": [HIDDEN, HIDDEN],
        "module/cls/predictions/transform/dense/bias": [HIDDEN],
        "module/cls/predictions/output_bias": [len(VOCABULARY)],
        "global_step": [1],
    }
    norms = [bert + "embeddings/LayerNorm", "module/cls/predictions/transform/LayerNorm"]
    for layer in range(LAYERS):
        prefix = f"{bert}encoder/layer_{layer}/"
        linears = {
            "attention/self/query": (HIDDEN, HIDDEN),
            "attention/self/key": (HIDDEN, HIDDEN),
            "attention/self/value": (HIDDEN, HIDDEN),
            "attention/output/dense": (HIDDEN, HIDDEN),
            "intermediate/dense": (HIDDEN, INTERMEDIATE),
            "output/dense": (INTERMEDIATE, HIDDEN),
        }
        for name, (inputs, outputs) in linears.items():
            found[prefix + name + "/kernel"] = [inputs, outputs]
            found[prefix + name + "/bias"] = [outputs]
        norms += [prefix + "attention/output/LayerNorm", prefix + "output/LayerNorm"]
    for norm in norms:
        found[norm + "/gamma"] = [HIDDEN]
        found[norm + "/beta"] = [HIDDEN]
    return dict(sorted(found.items()))


def main():
    module = pathlib.Path(__file__).resolve().parents[3]
    folder = module / "src/main/resources/io/github/emotions4j/fixtures/tiny-saved-model"
    shutil.rmtree(folder, ignore_errors=True)
    (folder / "assets").mkdir(parents=True)
    (folder / "variables").mkdir()
    (folder / "assets/vocab.txt").write_text("\n".join(VOCABULARY) + "\n")
    (folder / "assets/model.json").write_text(json.dumps({"doLowerCase": True}) + "\n")
    names, tensors = [], []
    for number, (name, shape) in enumerate(shapes().items()):
        values = number + np.arange(np.prod(shape), dtype=np.float64) / 1024
        names.append(name)
        tensors.append(values.astype(np.float32).reshape(shape))
    prefix = str(folder / "variables/variables")
    tf.raw_ops.SaveV2(prefix=prefix, tensor_names=names, shape_and_slices=[""] * len(names), tensors=tensors)
    print(*sorted(path.name + f" {path.stat().st_size}" for path in folder.rglob("*") if path.is_file()), sep="\n")


if __name__ == "__main__":
    main()
