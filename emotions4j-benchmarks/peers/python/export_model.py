"""Makes the peers' graphs from a folder with weights, as Optimum's users do.

    export_model.py MODEL_FOLDER OUTPUT

OUTPUT becomes a copy of the folder with onnx/model.onnx (Optimum's export) and onnx/model_quantized.onnx (its dynamic
quantisation for AVX-512 VNNI, which is faster than the one for AVX2 also where there is AVX2 only). transformers, Optimum,
transformers.js and DJL all load it.
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
    source, output = sys.argv[1:]
    graphs = os.path.join(output, "onnx")
    os.makedirs(graphs, exist_ok=True)
    for name in COPIED:
        if os.path.exists(os.path.join(source, name)):
            shutil.copyfile(os.path.join(source, name), os.path.join(output, name))
    main_export(source, graphs, task="text-classification", do_validation=False)
    configuration = AutoQuantizationConfig.avx512_vnni(is_static=False, per_channel=False)
    ORTQuantizer.from_pretrained(graphs, file_name="model.onnx").quantize(configuration, save_dir=graphs)
    os.remove(os.path.join(graphs, "ort_config.json"))


main()
