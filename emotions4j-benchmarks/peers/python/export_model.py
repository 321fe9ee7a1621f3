"""Makes the peers' graphs from a folder with weights, as Optimum's users do.

    export_model.py MODEL_FOLDER OUTPUT {avx2|avx512_vnni}

OUTPUT becomes a copy of the folder with onnx/model.onnx (Optimum's export) and onnx/model_quantized.onnx (its dynamic
quantisation for that processor). transformers, Optimum, transformers.js and DJL all load it.
"""

import os
import shutil
import sys

from optimum.exporters.onnx import main_export
from optimum.onnxruntime import ORTQuantizer
from optimum.onnxruntime.configuration import AutoQuantizationConfig

COPIED = [
    "config.json",
    "model.safetensors",
    "tokenizer.json",
    "tokenizer_config.json",
    "special_tokens_map.json",
    "vocab.txt",
    "vocab.json",
    "merges.txt",
]


def main():
    source, output, processor = sys.argv[1:]
    graphs = os.path.join(output, "onnx")
    os.makedirs(graphs, exist_ok=True)
    for name in COPIED:
        if os.path.exists(os.path.join(source, name)):
            shutil.copyfile(os.path.join(source, name), os.path.join(output, name))
    main_export(source, graphs, task="text-classification", do_validation=False)
    configuration = getattr(AutoQuantizationConfig, processor)(is_static=False, per_channel=False)
    ORTQuantizer.from_pretrained(graphs, file_name="model.onnx").quantize(configuration, save_dir=graphs)
    os.remove(os.path.join(graphs, "ort_config.json"))


main()
