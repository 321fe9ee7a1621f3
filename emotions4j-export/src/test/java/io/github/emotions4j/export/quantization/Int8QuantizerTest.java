package io.github.emotions4j.export.quantization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnx.proto.OnnxMl;
import io.github.emotions4j.core.LabelSet;
import io.github.emotions4j.core.ModelFormatException;
import io.github.emotions4j.export.TinyBert;
import io.github.emotions4j.export.check.ParityCheck;
import io.github.emotions4j.export.internal.onnx.OnnxReader;
import io.github.emotions4j.fixtures.GoldenText;
import io.github.emotions4j.fixtures.SaturationCheck;
import io.github.emotions4j.modelfolder.weights.WeightTensor;
import io.github.emotions4j.onnx.OnnxGraph;
import io.github.emotions4j.onnx.OnnxOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class Int8QuantizerTest {

    /** A guard against a wrong rewrite, not a measure of quality: the tiny model is random; measured 0.023. */
    private static final double SMALL = 0.05;

    @Test
    void changesTheScoresOfOurGraphLittle(@TempDir Path folder) throws IOException {
        TinyBert tiny = TinyBert.in(folder);

        assertThat(scoreChange(tiny.quantized())).isBetween(1e-6, SMALL);
    }

    @Test
    void changesTheScoresOfTorchsGraphLittle(@TempDir Path folder) throws IOException {
        TinyBert tiny = TinyBert.in(folder);

        assertThat(scoreChange(tiny.quantized(tiny.torchGraph()))).isBetween(1e-6, SMALL);
    }

    @Test
    void quantizesEveryMatMulAndTable(@TempDir Path folder) throws IOException {
        TinyBert tiny = TinyBert.in(folder);
        Path target = folder.resolve("int8.onnx");

        for (Path graph : new Path[] {tiny.exported(), tiny.torchGraph()}) {
            QuantizationReport report = Int8Quantizer.quantize(graph, target);

            // Six matrices in each of two layers, pooler, classifier; words and positions.
            assertThat(report.tensors())
                    .filteredOn(QuantizedTensor::use, QuantizedTensor.Use.MATMUL)
                    .hasSize(14);
            assertThat(report.tensors())
                    .filteredOn(QuantizedTensor::use, QuantizedTensor.Use.EMBEDDING)
                    .hasSize(2);
            assertThat(report.nodesInFp32()).isEmpty();
            assertThat(report.int8Bytes()).isEqualTo(Files.size(target)).isLessThan(Files.size(graph) * 6 / 10);
            assertThat(report.worst().orElseThrow().relativeError()).isBetween(0.005, 0.02);
            assertThat(SaturationCheck.requireSafe(target)).hasSize(14);
        }
    }

    @Test
    void givesEqualBitsInTheKernelThatCannotSaturate(@TempDir Path folder) throws IOException {
        TinyBert tiny = TinyBert.in(folder);
        OnnxOptions exact = OnnxOptions.builder().exactInt8Kernel(true).build();

        for (Path fp32 : new Path[] {tiny.exported(), tiny.torchGraph()}) {
            Path graph = tiny.quantized(fp32);
            try (OnnxGraph fast = OnnxGraph.load(graph);
                    OnnxGraph safe = OnnxGraph.load(graph, exact)) {
                for (GoldenText golden : TinyBert.golden()) {
                    int[] ids = TinyBert.ids(golden);
                    assertThat(fast.logits(ids)).as("%s", golden).isEqualTo(safe.logits(ids));
                }
            }
        }
    }

    @Test
    void writesTheSameBytesTwice(@TempDir Path folder) throws IOException {
        TinyBert tiny = TinyBert.in(folder);

        assertThat(tiny.quantized()).hasSameBinaryContentAs(tiny.quantized());
    }

    @Test
    void refusesToOverwriteItsSource(@TempDir Path folder) throws IOException {
        Path graph = TinyBert.in(folder).torchGraph();

        assertThatThrownBy(() -> Int8Quantizer.quantize(graph, folder.resolve("tiny-bert/../tiny-bert/model.onnx")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expected two files");
        assertThatThrownBy(() -> Int8Quantizer.quantize(graph, graph, List.of(new int[] {2, 3})))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expected two files");
    }

    @Test
    void refusesAGraphThatIsQuantizedAlready(@TempDir Path folder) throws IOException {
        Path quantized = TinyBert.in(folder).quantized();

        assertThatThrownBy(() -> Int8Quantizer.quantize(quantized, folder.resolve("twice.onnx")))
                .isInstanceOf(ModelFormatException.class)
                .hasMessageContaining("no MatMul or Gemm with constant fp32 weights")
                .hasMessageContaining(quantized.toString());
        assertThat(folder.resolve("twice.onnx")).doesNotExist();
    }

    @Test
    void refusesAWeightThatIsNotFinite(@TempDir Path folder) throws IOException {
        TinyBert tiny = TinyBert.in(folder);
        float[] values = new float[28 * 32];
        values[33] = Float.POSITIVE_INFINITY;
        Path graph = tiny.exported(tiny.weightsWith("classifier.weight", WeightTensor.of(values, 28, 32)));

        assertThatThrownBy(() -> tiny.quantized(graph))
                .isInstanceOf(ModelFormatException.class)
                .hasMessageContaining("tensor 'classifier.weight' holds Infinity");
    }

    @Test
    void refusesAnOpsetWithoutDynamicQuantization(@TempDir Path folder) throws IOException {
        OnnxMl.ModelProto model = OnnxReader.read(TinyBert.in(folder).torchGraph());
        OnnxMl.OperatorSetIdProto old =
                OnnxMl.OperatorSetIdProto.newBuilder().setVersion(10).build();
        Path graph = folder.resolve("old.onnx");
        Files.write(graph, model.toBuilder().setOpsetImport(0, old).build().toByteArray());

        assertThatThrownBy(() -> Int8Quantizer.quantize(graph, folder.resolve("int8.onnx")))
                .isInstanceOf(ModelFormatException.class)
                .hasMessage("opset is 10, expected at least 11 (DynamicQuantizeLinear) in " + graph);
    }

    @Test
    void failedQuantizingLeavesNoFile(@TempDir Path folder) throws IOException {
        Path graph = TinyBert.in(folder).torchGraph();
        Path target = Files.createDirectories(folder.resolve("out/model_quantized.onnx"));
        Files.writeString(target.resolve("file"), "a folder that is not empty cannot be replaced");

        assertThatThrownBy(() -> Int8Quantizer.quantize(graph, target)).isInstanceOf(IOException.class);
        assertThat(TinyBert.filesIn(folder.resolve("out"))).containsExactly("model_quantized.onnx");
    }

    @Test
    void refusesATruncatedFileAtEveryLength(@TempDir Path folder) throws IOException {
        TinyBert tiny = TinyBert.in(folder);
        byte[] whole = Files.readAllBytes(tiny.exported());
        Path cut = folder.resolve("cut.onnx");

        for (int length = 0; length < whole.length; length += 997) {
            Files.write(cut, Arrays.copyOf(whole, length));
            assertThatThrownBy(() -> Int8Quantizer.quantize(cut, folder.resolve("int8.onnx")))
                    .isInstanceOf(ModelFormatException.class)
                    .hasMessageContaining(cut.toString());
        }
    }

    private static double scoreChange(Path graph) {
        return ParityCheck.compare(graph, TinyBert::reference, LabelSet.goEmotions(), TinyBert.texts(), TinyBert::ids)
                .maxScoreDifference();
    }
}
