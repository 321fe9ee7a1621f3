package io.github.emotions4j.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import io.github.emotions4j.dataset.GoEmotions;
import io.github.emotions4j.fixtures.GoEmotionsFolder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataCommandTest {

    private final Path folder;

    DataCommandTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void statsOfAFolderShowItsSplitsSideBySide() throws IOException {
        Files.writeString(folder.resolve("emotions.txt"), "joy\nlove\n");
        Files.writeString(folder.resolve("train.tsv"), "a\t0\t1\na\t1\t2\nb\t0,1\t3\n");
        Files.writeString(folder.resolve("test.tsv"), "b\t0\t4\n");

        CommandRun run = new CommandRun().run("data", "stats", folder.toString());

        assertThat(run.output()).containsPattern("train +test\n").containsPattern("examples +3 +1\n");
        assertThat(run.output()).containsPattern("texts also in train +- +1\n").containsPattern("  love +2 +0\n");
        assertThat(run.exitCode()).isZero();
    }

    @Test
    void statsOfAUsersFileHaveItsOwnLabels() throws IOException {
        Path file =
                Files.writeString(folder.resolve("reviews.csv"), "body,mood\nfine,glad\n\"bad, late\",cross;tired\n");

        CommandRun run = new CommandRun()
                .run(
                        "data",
                        "stats",
                        file.toString(),
                        "--text-column",
                        "body",
                        "--label-column",
                        "mood",
                        "--label-separator",
                        ";",
                        "--format",
                        "json");

        JsonNode statistics = new ObjectMapper().readTree(run.output()).get(0);
        assertThat(statistics.get("labels").toString()).isEqualTo("{\"cross\":1,\"glad\":1,\"tired\":1}");
        assertThat(statistics.get("cardinality").doubleValue()).isEqualTo(1.5);
    }

    @Test
    void statsOfFilesCanNameTheirLabels() throws IOException {
        Path labels = Files.writeString(folder.resolve("moods.txt"), "glad\ncross\n");
        Path first = Files.writeString(folder.resolve("first.csv"), "text,labels\na,glad\n");
        Path second = Files.writeString(folder.resolve("second.jsonl"), "{\"text\": \"b\", \"labels\": [\"cross\"]}\n");

        CommandRun named = new CommandRun()
                .run("data", "stats", first.toString(), second.toString(), "--labels", labels.toString());
        CommandRun unnamed = new CommandRun().run("data", "stats", first.toString(), second.toString());

        assertThat(named.output()).containsPattern("first +second\n").containsPattern("  cross +0 +1\n");
        assertThat(unnamed.error())
                .contains("dataset 'second' has labels [cross], expected [glad]")
                .hasLineCount(1);
    }

    @Test
    void badStatsInputIsOneLine() throws IOException {
        Path noLabel = Files.writeString(folder.resolve("none.csv"), "text,labels\na,\n");

        CommandRun missing =
                new CommandRun().run("data", "stats", folder.resolve("no.tsv").toString());
        CommandRun empty = new CommandRun().run("data", "stats", folder.toString());
        CommandRun unlabelled = new CommandRun().run("data", "stats", noLabel.toString());
        CommandRun column = new CommandRun().run("data", "stats", noLabel.toString(), "--text-column", "body");
        CommandRun nothing = new CommandRun().run("data", "stats");
        CommandRun bare = new CommandRun().run("data");

        assertThat(missing.error()).contains("no file at ").hasLineCount(1);
        assertThat(empty.error())
                .contains("found none of train.tsv, dev.tsv and test.tsv")
                .hasLineCount(1);
        assertThat(unlabelled.error())
                .contains("found no label in column 'labels'")
                .hasLineCount(1);
        assertThat(column.error())
                .contains("found no column 'body' among [labels, text]")
                .hasLineCount(1);
        assertThat(List.of(missing.exitCode(), empty.exitCode(), unlabelled.exitCode(), column.exitCode()))
                .containsOnly(1);
        assertThat(nothing.error())
                .contains("Missing required parameter: 'PATH'")
                .hasLineCount(1);
        assertThat(bare.error())
                .contains("no command given, expected stats, clean, apply or download")
                .hasLineCount(1);
        assertThat(List.of(nothing.exitCode(), bare.exitCode())).containsOnly(2);
    }

    @Test
    void downloadWritesTheSplitsOfTheirAuthors() throws IOException {
        Optional<Path> source = GoEmotionsFolder.find().filter(Files::isDirectory);
        assumeThat(source).as("GoEmotions").isPresent();
        Path output = folder.resolve("new/goemotions");

        try (Mirror mirror = Mirror.of(source.orElseThrow())) {
            CommandRun run = new CommandRun()
                    .run("data", "download", "--output", output.toString(), "--source", mirror.address());
            CommandRun again = new CommandRun()
                    .run("data", "download", "--output", output.toString(), "--source", mirror.address());

            assertThat(run.output()).isEqualTo(output + "\n");
            assertThat(run.error()).hasLineCount(3).contains("fetching " + mirror.address() + "/train.tsv");
            assertThat(again.error()).isEmpty();
            assertThat(again.exitCode()).isZero();
        }
        assertThat(names(output)).containsExactly("dev.tsv", "emotions.txt", "test.tsv", "train.tsv");
        assertThat(GoEmotions.readLabels(output).size()).isEqualTo(28);
    }

    @Test
    void downloadRefusesOtherBytes() throws IOException {
        Path wrong = Files.createDirectory(folder.resolve("wrong"));
        Files.writeString(wrong.resolve("train.tsv"), "a\t0\tx\n");
        Path output = folder.resolve("output");

        try (Mirror mirror = Mirror.of(wrong)) {
            CommandRun run = new CommandRun()
                    .run("data", "download", "--output", output.toString(), "--source", mirror.address());

            assertThat(run.error().lines().toList().get(1))
                    .contains("found SHA-256 ", ", expected 1c254a14", " of train.tsv from " + mirror.address());
            assertThat(run.exitCode()).isEqualTo(1);
        }
        assertThat(names(output)).isEmpty();
    }

    @Test
    void downloadSaysWhoDidNotAnswer() throws IOException {
        String gone;
        Path output = folder.resolve("output");
        CommandRun absent;
        try (Mirror mirror = Mirror.of(folder)) {
            gone = mirror.address();
            absent = new CommandRun().run("data", "download", "--output", output.toString(), "--source", gone);
        }
        CommandRun refused = new CommandRun().run("data", "download", "--output", output.toString(), "--source", gone);
        CommandRun file = new CommandRun().run("data", "download", "--output", output.toString(), "--source", "here");

        assertThat(absent.error()).contains("found HTTP status 404, expected 200 from " + gone + "/train.tsv");
        assertThat(refused.error()).contains("no answer from " + gone + "/, expected the splits");
        assertThat(List.of(absent.exitCode(), refused.exitCode())).containsOnly(1);
        assertThat(file.error())
                .contains("--source: found 'here', expected an address with http")
                .hasLineCount(1);
        assertThat(file.exitCode()).isEqualTo(2);
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    /** Serves the files of a folder on this machine. */
    private record Mirror(HttpServer server) implements AutoCloseable {

        static Mirror of(Path folder) throws IOException {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/", exchange -> {
                Path file = folder.resolve(exchange.getRequestURI().getPath().substring("/data/".length()));
                boolean found = Files.isRegularFile(file);
                byte[] body = found ? Files.readAllBytes(file) : "none".getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(found ? 200 : 404, body.length);
                exchange.getResponseBody().write(body);
                exchange.close();
            });
            server.start();
            return new Mirror(server);
        }

        String address() {
            return "http://127.0.0.1:" + server.getAddress().getPort() + "/data";
        }

        @Override
        public void close() {
            server.stop(0);
        }
    }
}
