package io.github.emotions4j.export;

import ai.onnx.proto.OnnxMl;
import io.github.emotions4j.export.graph.ExportOptions;
import io.github.emotions4j.export.graph.OnnxExport;
import io.github.emotions4j.export.quantization.Int8Quantizer;
import io.github.emotions4j.fixtures.Fixtures;
import io.github.emotions4j.fixtures.GoldenText;
import io.github.emotions4j.modelfolder.ModelConfig;
import io.github.emotions4j.modelfolder.weights.Safetensors;
import io.github.emotions4j.modelfolder.weights.WeightTensor;
import io.github.emotions4j.modelfolder.weights.Weights;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** The tiny BERT of the fixtures in a folder, and graphs made of it. */
public record TinyBert(Path folder) {

    public static TinyBert in(Path folder) {
        return new TinyBert(Fixtures.tinyBert(folder.resolve("tiny-bert")));
    }

    public ModelConfig config() throws IOException {
        return ModelConfig.read(folder);
    }

    public Weights weights() throws IOException {
        return Safetensors.read(folder.resolve("model.safetensors")).weights();
    }

    /** The weights with one tensor exchanged. */
    public Weights weightsWith(String name, WeightTensor tensor) throws IOException {
        Map<String, WeightTensor> tensors = new LinkedHashMap<>(weights().tensors());
        tensors.put(name, tensor);
        return new Weights(tensors, "changed weights");
    }

    public Weights weightsWithout(String name) throws IOException {
        Map<String, WeightTensor> tensors = new LinkedHashMap<>(weights().tensors());
        tensors.remove(name);
        return new Weights(tensors, "changed weights");
    }

    /** The graph that torch exported. */
    public Path torchGraph() {
        return folder.resolve("model.onnx");
    }

    public Path exported() throws IOException {
        return exported(weights());
    }

    public Path exported(Weights weights) throws IOException {
        Path graph = Files.createTempFile(folder, "exported", ".onnx");
        OnnxExport.write(config(), weights, graph, ExportOptions.defaults());
        return graph;
    }

    public Path quantized() throws IOException {
        return quantized(exported());
    }

    public Path quantized(Path fp32Graph) throws IOException {
        Path graph = Files.createTempFile(folder, "quantized", ".onnx");
        Int8Quantizer.quantize(fp32Graph, graph);
        return graph;
    }

    /** A copy of a graph with its nodes and initialisers changed. */
    public Path changed(Path graph, UnaryOperator<OnnxMl.GraphProto> change) throws IOException {
        OnnxMl.ModelProto model = OnnxMl.ModelProto.parseFrom(Files.readAllBytes(graph));
        Path changed = Files.createTempFile(folder, "changed", ".onnx");
        Files.write(
                changed,
                model.toBuilder()
                        .setGraph(change.apply(model.getGraph()))
                        .build()
                        .toByteArray());
        return changed;
    }

    public static List<GoldenText> golden() {
        return Fixtures.tinyBertGolden();
    }

    public static List<String> texts() {
        return golden().stream().map(GoldenText::text).toList();
    }

    public static int[] ids(GoldenText golden) {
        return Arrays.stream(golden.inputIds()).mapToInt(Math::toIntExact).toArray();
    }

    public static int[] ids(String text) {
        return golden().stream()
                .filter(golden -> golden.text().equals(text))
                .findFirst()
                .map(TinyBert::ids)
                .orElseThrow();
    }

    /** What transformers answers for the token ids of a golden text. */
    public static float[] reference(int[] tokenIds) {
        return golden().stream()
                .filter(golden -> Arrays.equals(ids(golden), tokenIds))
                .findFirst()
                .orElseThrow()
                .logits();
    }

    public static List<String> filesIn(Path folder) {
        try (var files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
