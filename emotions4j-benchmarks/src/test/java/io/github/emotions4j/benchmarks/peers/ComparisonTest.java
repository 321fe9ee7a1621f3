package io.github.emotions4j.benchmarks.peers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.emotions4j.benchmarks.Spread;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ComparisonTest {

    private static final SettingResult.Sample SAMPLE = new SettingResult.Sample(100, 3, 0);

    private static SettingResult bulk(String name, boolean ours, double rate) {
        Spread rates = new Spread(rate, rate - 1, rate + 1);
        return new SettingResult(name, ours, name.contains("int8"), SAMPLE, rates, SettingResult.Latency.NONE, 0.001);
    }

    private static SettingResult lists(String name, double rate) {
        return new SettingResult(
                name,
                name.startsWith("emotions4j"),
                name.contains("int8"),
                new SettingResult.Sample(96, 3, 32),
                Spread.of(rate),
                SettingResult.Latency.NONE,
                0.001);
    }

    /** The same run with lists of 32 texts. */
    private static ComparisonResult withLists() {
        ComparisonResult bulk = result(true);
        ModelResult model = bulk.models().get(1);
        List<SettingResult> settings = new ArrayList<>(model.settings());
        settings.add(bulk("emotions4j int8 from weights, in bulk", true, 270));
        settings.add(lists("emotions4j int8, 32 at once", 480));
        settings.add(lists("emotions4j int8 from weights, 32 at once", 400));
        settings.add(lists("emotions4j int8, one text per thread, 32 at once", 240));
        settings.add(lists("ONNX Runtime int8, batch 16 sorted, 32 at once", 200));
        return new ComparisonResult(
                bulk.date(),
                bulk.commit(),
                bulk.machine(),
                bulk.versions(),
                bulk.firstAnswerMs(),
                bulk.products(),
                List.of(new ModelResult(model.name(), model.size(), model.work(), settings, List.of())));
    }

    private static SettingResult alone(String name, boolean ours, double p50, double p99) {
        return new SettingResult(
                name,
                ours,
                name.contains("int8"),
                SAMPLE,
                Spread.of(1000 / p50),
                new SettingResult.Latency(Spread.of(p50), Spread.of(p99)),
                0);
    }

    private static ModelResult model(String name, int width, double scale) {
        return new ModelResult(
                name,
                new ModelResult.Size(12, width, 1000, 255),
                new ModelResult.Work(15.5, 1e9, 0.9e9),
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
                .contains("| embedded: bulk against the best peer | >= 2.00 | 2.00 |"
                        + " ONNX Runtime int8, batch 16 sorted | met |")
                .contains("| **emotions4j int8, in bulk** | 100 x 3 | 600.0 (599.0 to 601.0) |  |  | 1.0e-03 |")
                .contains(
                        "600 thousand million multiply-adds per second, 75 % of the fastest INT8 product, 120 % of the")
                .contains("- DJL fp32, one at a time: no engine")
                .contains("| INT8 | 384 x 384 | 500 | 800 |");
        assertThat(ImageIO.read(folder.resolve("peers-vnni.png").toFile()).getHeight())
                .isEqualTo(2 * 560);
    }

    @Test
    void listsHaveFloorsOfTheirOwn() {
        ComparisonResult result = withLists();
        SpeedTarget peers = floor(result, "roberta-base: 32 at once against the best peer");
        SpeedTarget weights = floor(result, "roberta-base: INT8 from weights over the quantised folder in bulk");

        // One text after the other, in 4 ms, is faster than lists of 32 at 200 texts/s.
        assertThat(peers.against()).isEqualTo("ONNX Runtime int8, one at a time");
        assertThat(peers.measured().orElseThrow()).isCloseTo(480 / 250.0, within(1e-9));
        assertThat(peers.isMet()).isTrue();
        assertThat(weights.measured().orElseThrow()).isCloseTo(0.9, within(1e-9));
        assertThat(weights.isMet()).isFalse();
        assertThat(floor(result, "roberta-base: 32 at once over bulk, INT8").measured())
                .hasValue(1.6);
        assertThat(floor(result, "roberta-base: 32 at once over bulk, fp32").verdict())
                .isEqualTo("not measured");
        assertThat(floor(result, "roberta-base: 32 threads over bulk, INT8").measured())
                .hasValue(0.8);
        assertThat(floor(result, "roberta-base: fp32 in bulk against the best peer's fp32")
                        .against())
                .isEqualTo("ONNX Runtime fp32, batch 16 sorted");
    }

    @Test
    void listsAreNotCountedAsBulk() {
        SpeedTarget bulk = floor(withLists(), "roberta-base: bulk against the best peer");

        assertThat(bulk.measured().orElseThrow()).isCloseTo(300 / 250.0, within(1e-9));
    }

    @Test
    void floorsFromWeightsAreThoseOfTheMachineAndTheWidth() {
        String weights = ": INT8 from weights in bulk against the best peer";

        assertThat(floor(result(true), "roberta-base" + weights).required()).isEqualTo(1.2);
        assertThat(floor(result(false), "roberta-base" + weights).required()).isEqualTo(1.3);
        assertThat(floor(result(true), "embedded" + weights).required()).isEqualTo(1.4);
        assertThat(floor(result(false), "embedded" + weights).required()).isEqualTo(1.5);
    }

    @Test
    void listsHaveATableAndAChartOfTheirOwn(@TempDir Path folder) throws IOException {
        Path json = folder.resolve("peers.json");
        withLists().write(json);

        String markdown = ComparisonReport.write(json);

        assertThat(ComparisonResult.read(json)).isEqualTo(withLists());
        assertThat(markdown)
                .contains("Lists of 32 texts, one after the other:\n\n| setting |")
                .contains("| **emotions4j int8, 32 at once** | 96 x 3 | 480.0 (480.0 to 480.0) |");
        assertThat(ImageIO.read(folder.resolve("peers.png").toFile()).getHeight())
                .isEqualTo(2 * 560);
    }

    @Test
    void resultsFromBeforeListsWereMeasuredAreStillRead(@TempDir Path folder) throws IOException {
        Path json = folder.resolve("peers.json");
        result(true).write(json);
        Files.writeString(json, Files.readString(json).replaceAll(",\\s*\"atOnce\" : 0", ""));

        assertThat(Files.readString(json)).doesNotContain("atOnce");
        assertThat(ComparisonResult.read(json)).isEqualTo(result(true));
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
