package io.github.emotions4j.cli;

import ai.onnx.proto.OnnxMl;
import com.google.protobuf.ByteString;
import io.github.emotions4j.fixtures.ModelPart;
import io.github.emotions4j.fixtures.TinyModel;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The folders that transformers, Optimum and transformers.js write, with a tiny RoBERTa inside. */
enum ModelLayouts {

    /** {@code save_pretrained} of model and tokenizer. */
    TRANSFORMERS("fp32", ModelPart.WEIGHTS, ModelPart.TOKENIZER, ModelPart.VOCABULARY),

    /** {@code save_pretrained(max_shard_size=...)}. */
    TRANSFORMERS_SHARDS("fp32", ModelPart.SHARDS, ModelPart.TOKENIZER),

    /** A fast tokenizer without the files beside it. */
    TRANSFORMERS_TOKENIZER_JSON_ALONE("fp32", ModelPart.WEIGHTS, ModelPart.TOKENIZER),

    /** A slow tokenizer, as folders had it before {@code tokenizer.json}. */
    TRANSFORMERS_VOCABULARY_ALONE("fp32", ModelPart.WEIGHTS, ModelPart.VOCABULARY),

    /** {@code ORTModelForSequenceClassification.save_pretrained}. */
    OPTIMUM("fp32", ModelPart.GRAPH, ModelPart.TOKENIZER),

    /** {@code ORTQuantizer.quantize} into a folder of its own. */
    OPTIMUM_INT8_ALONE("int8", ModelPart.QUANTIZED_GRAPH, ModelPart.TOKENIZER),

    /** A graph beyond 2 GB, or {@code use_external_data_format=True}. */
    OPTIMUM_EXTERNAL_DATA("fp32", ModelPart.GRAPH, ModelPart.TOKENIZER),

    /** Optimum's export to the hub. */
    OPTIMUM_SUBFOLDER("fp32", ModelPart.GRAPH, ModelPart.TOKENIZER),

    /** The same of a large graph. */
    OPTIMUM_SUBFOLDER_EXTERNAL_DATA("fp32", ModelPart.GRAPH, ModelPart.TOKENIZER),

    /** {@code scripts/convert.py --quantize} of transformers.js. */
    TRANSFORMERS_JS("int8", ModelPart.GRAPH, ModelPart.QUANTIZED_GRAPH, ModelPart.TOKENIZER),

    /** A repository of transformers to which graphs were added, as many on the hub are. */
    TRANSFORMERS_WITH_GRAPHS(
            "int8", ModelPart.WEIGHTS, ModelPart.GRAPH, ModelPart.QUANTIZED_GRAPH, ModelPart.TOKENIZER);

    private static final int LARGE_TENSOR_BYTES = 1 << 10;

    private final String precision;
    private final String parts;

    ModelLayouts(String precision, ModelPart... parts) {
        this.precision = precision;
        this.parts = Arrays.stream(parts).map(ModelPart::name).collect(Collectors.joining(" "));
    }

    /** The precision that runs where none is asked for. */
    String precision() {
        return precision;
    }

    boolean hasWeights() {
        return has(ModelPart.WEIGHTS) || has(ModelPart.SHARDS);
    }

    boolean hasFp32Graph() {
        return has(ModelPart.GRAPH);
    }

    boolean hasExternalData() {
        return name().endsWith("EXTERNAL_DATA");
    }

    /** The subfolder of the graphs, empty for the folder itself. */
    String graphFolder() {
        boolean both = hasFp32Graph() && has(ModelPart.QUANTIZED_GRAPH);
        return both || name().contains("SUBFOLDER") ? "onnx" : "";
    }

    private boolean has(ModelPart part) {
        return parts().anyMatch(part::equals);
    }

    private Stream<ModelPart> parts() {
        return Stream.of(parts.split(" ")).map(ModelPart::valueOf);
    }

    /** Writes the files. */
    Path write(Path folder) throws IOException {
        TinyModel.ROBERTA.copyTo(folder, parts().toArray(ModelPart[]::new));
        if (this == TRANSFORMERS_TOKENIZER_JSON_ALONE) {
            Files.delete(folder.resolve("tokenizer_config.json"));
        }
        if (hasExternalData()) {
            moveLargeTensors(folder.resolve("model.onnx"));
        }
        if (!graphFolder().isEmpty()) {
            Path target = Files.createDirectories(folder.resolve(graphFolder()));
            for (String name : List.of("model.onnx", "model.onnx_data", "model_quantized.onnx")) {
                if (Files.exists(folder.resolve(name))) {
                    Files.move(folder.resolve(name), target.resolve(name));
                }
            }
        }
        return folder;
    }

    private static void moveLargeTensors(Path graph) throws IOException {
        OnnxMl.ModelProto.Builder model = OnnxMl.ModelProto.parseFrom(Files.readAllBytes(graph)).toBuilder();
        ByteArrayOutputStream data = new ByteArrayOutputStream();
        for (OnnxMl.TensorProto.Builder tensor : model.getGraphBuilder().getInitializerBuilderList()) {
            ByteString values = tensor.getRawData();
            if (values.size() >= LARGE_TENSOR_BYTES) {
                tensor.clearRawData()
                        .setDataLocation(OnnxMl.TensorProto.DataLocation.EXTERNAL)
                        .addExternalData(entry("location", "model.onnx_data"))
                        .addExternalData(entry("offset", Integer.toString(data.size())))
                        .addExternalData(entry("length", Integer.toString(values.size())));
                values.writeTo(data);
            }
        }
        Files.write(graph.resolveSibling("model.onnx_data"), data.toByteArray());
        Files.write(graph, model.build().toByteArray());
    }

    private static OnnxMl.StringStringEntryProto entry(String key, String value) {
        return OnnxMl.StringStringEntryProto.newBuilder()
                .setKey(key)
                .setValue(value)
                .build();
    }
}
