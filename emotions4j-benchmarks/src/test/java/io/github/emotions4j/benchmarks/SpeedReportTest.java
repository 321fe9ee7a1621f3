package io.github.emotions4j.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpeedReportTest {

    private static final ResidentMemory MEMORY =
            new ResidentMemory(OptionalLong.of(150_000_000), OptionalLong.of(160_000_000));

    private static SpeedReport report(ResidentMemory memory) {
        return report(memory, List.of(), List.of());
    }

    private static SpeedReport withRates() {
        return report(
                MEMORY,
                List.of(
                        new Speed.AtOnce(300, new Spread(665.04, 660, 670)),
                        new Speed.AtOnce(1, new Spread(210, 200.04, 220))),
                List.of(new Speed.Concurrent(32, new Spread(455, 450, 460))));
    }

    private static SpeedReport report(
            ResidentMemory memory, List<Speed.AtOnce> atOnce, List<Speed.Concurrent> concurrent) {
        Speed speed = new Speed(
                new Spread(700.04, 690, 710),
                964,
                new Latency(1.2345, 4.5),
                List.of(new Speed.TextTime(3, 1), new Speed.TextTime(20, 4)),
                atOnce,
                concurrent,
                memory);
        return new SpeedReport(
                new Processor("A CPU", List.of("AVX2", "AVX-512 VNNI")),
                new MeasuredModel("models/mine", "int8", 2, "emotions4j 1"),
                new Spread(400, 390, 420),
                speed,
                5);
    }

    @Test
    void theJsonBeginsWithWhatProgramsRelyOn() throws IOException {
        JsonNode json = new ObjectMapper().readTree(report(MEMORY).toJson());

        assertThat(json.fieldNames())
                .toIterable()
                .startsWith(
                        "cpu",
                        "instructionSets",
                        "textsPerSecond",
                        "latencyMs",
                        "firstAnswerMs",
                        "residentMb",
                        "precision",
                        "threads");
        assertThat(json.get("cpu").asText()).isEqualTo("A CPU");
        assertThat(json.get("instructionSets").get(1).asText()).isEqualTo("AVX-512 VNNI");
        assertThat(json.get("textsPerSecond").doubleValue()).isEqualTo(700.0);
        assertThat(json.get("latencyMs")).hasToString("{\"p50\":1.235,\"p99\":4.5}");
        assertThat(json.get("firstAnswerMs").doubleValue()).isEqualTo(400);
        assertThat(json.get("residentMb").doubleValue()).isEqualTo(150);
        assertThat(json.get("peakResidentMb").doubleValue()).isEqualTo(160);
        assertThat(json.get("precision").asText()).isEqualTo("int8");
        assertThat(json.get("threads").intValue()).isEqualTo(2);
        assertThat(json.get("textsPerSecondSpread")).hasToString("{\"min\":690.0,\"max\":710.0}");
    }

    @Test
    void theTableBeginsWithTheProcessor() {
        assertThat(report(MEMORY).toTable().lines())
                .containsExactly(
                        "processor         A CPU",
                        "instruction sets  AVX2, AVX-512 VNNI (INT8 dot products: several times the speed of fp32)",
                        "model             models/mine, int8, 2 threads",
                        "",
                        "in bulk           700 texts/s, 690 to 710 over 5 repeats of 964 texts",
                        "one at a time     1.23 ms p50, 4.50 ms p99, over 5 repeats of 2 texts",
                        "first answer      400 ms from the start of Java, 390 to 420 over 5 fresh processes",
                        "memory            150 MB resident, 160 MB at most");
    }

    @Test
    void ratesOfListsAndThreadsStandBesideTheBulkRate() throws IOException {
        JsonNode json = new ObjectMapper().readTree(withRates().toJson());

        assertThat(json.get("atOnce").get(0))
                .hasToString("{\"texts\":300,\"textsPerSecond\":665.0,"
                        + "\"textsPerSecondSpread\":{\"min\":660.0,\"max\":670.0}}");
        assertThat(json.get("atOnce").get(1).get("texts").intValue()).isEqualTo(1);
        assertThat(json.get("concurrent"))
                .hasToString("[{\"threads\":32,\"textsPerSecond\":455.0,"
                        + "\"textsPerSecondSpread\":{\"min\":450.0,\"max\":460.0}}]");
        assertThat(withRates().toTable().lines().skip(8))
                .containsExactly(
                        "",
                        "     texts at once  texts/s                     of the bulk rate",
                        "               300  665, 660 to 670             95 %",
                        "                 1  210, 200 to 220             30 %",
                        "",
                        "concurrent threads  texts/s                     of the bulk rate",
                        "                32  455, 450 to 460             65 %");
    }

    @Test
    void whatWasNotMeasuredIsEmptyInTheJson() throws IOException {
        JsonNode json = new ObjectMapper().readTree(report(MEMORY).toJson());

        assertThat(json.get("atOnce").isEmpty()).isTrue();
        assertThat(json.get("concurrent").isEmpty()).isTrue();
    }

    @Test
    void whatASystemDoesNotSayIsNotMadeUp() throws IOException {
        SpeedReport report = report(ResidentMemory.UNKNOWN);

        assertThat(new ObjectMapper()
                        .readTree(report.toJson())
                        .get("residentMb")
                        .isNull())
                .isTrue();
        assertThat(report.toTable()).contains("memory            n/a, this system does not say");
    }

    @Test
    void drawsThePlot(@TempDir Path folder) throws IOException {
        Path png = folder.resolve("latency.png");

        SpeedPlot.write(report(MEMORY), png);

        BufferedImage image = ImageIO.read(png.toFile());
        assertThat(image.getWidth()).isEqualTo(900);
        assertThat(image.getRGB(1, 1)).isEqualTo(0xFFFFFFFF);
    }

    @Test
    void aCurveOverTextsAtOnceComesBelow(@TempDir Path folder) throws IOException {
        Path png = folder.resolve("speed.png");

        SpeedPlot.write(withRates(), png);

        assertThat(ImageIO.read(png.toFile()).getHeight()).isEqualTo(2 * 500);
    }
}
