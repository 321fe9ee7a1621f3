package io.github.emotions4j.benchmarks.peers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.emotions4j.benchmarks.Spread;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ComparisonTest {

    private static SettingResult bulk(String name, boolean ours, double rate) {
        Spread rates = new Spread(rate, rate - 1, rate + 1);
        return new SettingResult(name, ours, name.contains("int8"), 100, 3, rates, null, null, 0.001);
    }

    private static SettingResult alone(String name, boolean ours, double p50, double p99) {
        return new SettingResult(
                name, ours, name.contains("int8"), 100, 3, Spread.of(1000 / p50), Spread.of(p50), Spread.of(p99), 0);
    }

    private static ModelResult model(String name, int width, double scale) {
        return new ModelResult(
                name,
                12,
                width,
                1000,
                255,
                15.5,
                1e9,
                0.9e9,
                List.of(
                        bulk("emotions4j int8, in bulk", true, 600 * scale),
                        bulk("emotions4j fp32, in bulk", true, 200 * scale),
                        alone("emotions4j int8, one at a time", true, 2, 9),
                        bulk("transformers pipeline, default", false, 50 * scale),
                        bulk("ONNX Runtime int8, batch 16 sorted", false, 300 * scale),
                        bulk("ONNX Runtime fp32, batch 16 sorted", false, 150 * scale),
                        alone("ONNX Runtime int8, one at a time", false, 4, 12),
                        alone("DJL int8, one at a time", false, 5, 10)),
                List.of(new ModelResult.Missing("DJL fp32, one at a time", "no engine")));
    }

    private static ComparisonResult result(boolean dotProduct) {
        return new ComparisonResult(
                "2026-01-01T00:00:00Z",
                "abc1234",
                new Machine("A CPU", List.of("AVX2"), dotProduct, 2, "17", "Linux amd64"),
                Map.of("torch", "2.8.0"),
                new Spread(400, 390, 420),
                List.of(
                        new GemmRate("INT8", 16, 384, 384, 500e9),
                        new GemmRate("INT8", 128, 384, 384, 800e9),
                        new GemmRate("FP32", 128, 384, 384, 900e9)),
                List.of(model("embedded", 384, 1), model("roberta-base", 768, 0.5)));
    }

    private static SpeedTarget floor(ComparisonResult result, String name) {
        return SpeedTargets.of(result).stream()
                .filter(floor -> floor.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void ratiosAreAgainstTheBestPeer() {
        SpeedTarget bulk = floor(result(true), "embedded: bulk against the best peer");
        SpeedTarget p99 = floor(result(true), "embedded: p99 alone against the best peer");

        assertThat(bulk.measured()).hasValue(2);
        assertThat(bulk.against()).isEqualTo("ONNX Runtime int8, batch 16 sorted");
        assertThat(bulk.isMet()).isTrue();
        assertThat(p99.measured()).hasValue(0.9);
        assertThat(p99.against()).isEqualTo("DJL int8, one at a time");
        assertThat(p99.isMet()).isFalse();
        assertThat(p99.verdict()).isEqualTo("**not met**");
    }

    @Test
    void floorsAreThoseOfTheMachineAndTheWidth() {
        assertThat(floor(result(true), "embedded: bulk against the best peer").required())
                .isEqualTo(2);
        assertThat(floor(result(false), "embedded: bulk against the best peer").required())
                .isEqualTo(1.4);
        assertThat(floor(result(true), "roberta-base: bulk against the best peer")
                        .required())
                .isEqualTo(1.5);
        assertThat(floor(result(false), "roberta-base: bulk against the best peer")
                        .required())
                .isEqualTo(1.15);
        String pipeline = "roberta-base: bulk against the default pipeline of transformers";
        assertThat(floor(result(false), pipeline).required()).isEqualTo(6);
        assertThat(floor(result(true), pipeline).required()).isEqualTo(10);
        assertThat(floor(result(false), "embedded: p50 alone against the best peer")
                        .required())
                .isEqualTo(0.85);
        assertThat(floor(result(false), "embedded: INT8 over our own fp32 in bulk")
                        .required())
                .isEqualTo(1.4);
    }

    @Test
    void theShareIsOfTheFastestInt8Product() {
        SpeedTarget share = floor(result(true), "embedded: share of the machine's own INT8 rate in bulk");

        // 600 texts/s of 1e9 multiply-adds, of 800e9.
        assertThat(share.measured().orElseThrow()).isCloseTo(0.75, within(1e-9));
    }

    @Test
    void modelsAreComparedAcross() {
        SpeedTarget across = floor(result(true), "embedded INT8 against RoBERTa-base INT8 of the best peer");
        SpeedTarget unmeasured = floor(result(true), "6 x 384 INT8 against RoBERTa-base INT8 of the best peer");

        // The best INT8 peer of RoBERTa-base takes 4 ms a text one at a time, which is more than its 150 texts/s in
        // bulk.
        assertThat(across.measured().orElseThrow()).isCloseTo(600 / 250.0, within(1e-9));
        assertThat(across.isMet()).isFalse();
        assertThat(unmeasured.verdict()).isEqualTo("not measured");
        assertThat(unmeasured.isMet()).isFalse();
        assertThat(floor(result(true), "first answer of the command line, seconds")
                        .figure())
                .isEqualTo("0.40");
    }

    @Test
    void theFileIsReadAsItWasWrittenAndReported(@TempDir Path folder) throws IOException {
        Path json = folder.resolve("peers-vnni.json");
        result(true).write(json);

        String markdown = ComparisonReport.write(json);

        assertThat(ComparisonResult.read(json)).isEqualTo(result(true));
        assertThat(folder.resolve("peers-vnni.md")).hasContent(markdown);
        assertThat(markdown)
                .contains("A CPU, AVX2; 2 processors, Linux amd64, Java 17. Commit abc1234, 2026-01-01T00:00:00Z.")
                .contains(
                        "| embedded: bulk against the best peer | >= 2.00 | 2.00 | ONNX Runtime int8, batch 16 sorted | met |")
                .contains("| **emotions4j int8, in bulk** | 100 x 3 | 600.0 (599.0 to 601.0) |  |  | 1.0e-03 |")
                .contains(
                        "600 thousand million multiply-adds per second, 75 % of the fastest INT8 product, 120 % of the")
                .contains("- DJL fp32, one at a time: no engine")
                .contains("| INT8 | 384 x 384 | 500 | 800 |");
        assertThat(ImageIO.read(folder.resolve("peers-vnni.png").toFile()).getHeight())
                .isEqualTo(2 * 560);
    }

    @Test
    void matricesAreMultipliedInEveryKind() throws InterruptedException {
        GemmMeasurement measurement = new GemmMeasurement(2);
        for (GemmGraph.Kind kind : GemmGraph.Kind.values()) {
            GemmRate rate = measurement.measure(kind, 4, 16, 8);

            // A product of 512 multiply-adds takes microseconds, on any machine.
            assertThat(rate.multiplyAddsPerSecond()).isGreaterThan(1e5);
            assertThat(rate.isInt8()).isEqualTo(kind != GemmGraph.Kind.FP32);
        }
    }
}
