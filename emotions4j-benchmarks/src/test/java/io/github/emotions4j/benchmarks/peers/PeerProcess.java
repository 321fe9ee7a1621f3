package io.github.emotions4j.benchmarks.peers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * A tool's process. It prints its versions, then answers a line with a line, as {@code peers/python/peer.py} describes.
 * It waits without work while others are measured. For one thread.
 */
final class PeerProcess implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Far more than any run takes; without a limit a peer that hangs would stop the whole comparison. */
    private static final Duration LONGEST_ANSWER = Duration.ofMinutes(20);

    private final Process process;
    private final BufferedReader answers;
    private final BufferedWriter requests;
    private final Path log;
    private final Map<String, String> versions;

    private PeerProcess(Process process, Path log) throws PeerMissingException {
        this.process = process;
        this.answers = process.inputReader(StandardCharsets.UTF_8);
        this.requests = process.outputWriter(StandardCharsets.UTF_8);
        this.log = log;
        this.versions = versions(answer());
    }

    /**
     * Starts a process.
     *
     * @param command its words
     * @param environment variables to add
     * @param log what gets its standard error
     * @throws PeerMissingException if it does not start, or ends before it has said its versions
     */
    static PeerProcess start(List<String> command, Map<String, String> environment, Path log)
            throws PeerMissingException {
        try {
            ProcessBuilder builder = new ProcessBuilder(command).redirectError(log.toFile());
            builder.environment().putAll(environment);
            return new PeerProcess(builder.start(), log);
        } catch (IOException notStarted) {
            throw new PeerMissingException(String.valueOf(notStarted.getMessage()), notStarted);
        }
    }

    Map<String, String> versions() {
        return versions;
    }

    long id() {
        return process.pid();
    }

    /**
     * Runs a setting.
     *
     * @param setting what to run
     * @param count how many texts, evenly spaced over all
     * @throws PeerMissingException if the tool says that it cannot, or its process has ended
     */
    PeerRun run(PeerSetting setting, int count) throws PeerMissingException {
        try {
            Map<String, Object> request =
                    Map.of("setting", setting.mode(), "count", count, "atOnce", setting.textsPerCall(count));
            requests.write(JSON.writeValueAsString(request) + "\n");
            requests.flush();
        } catch (IOException ended) {
            throw new PeerMissingException(ended(), ended);
        }
        JsonNode answer = answer();
        if (answer.has("error")) {
            throw new PeerMissingException(
                    answer.get("error").asText().lines().findFirst().orElse("no reason given"));
        }
        List<List<Double>> scores = new ArrayList<>();
        answer.path("scores").forEach(row -> scores.add(numbers(row)));
        return new PeerRun(answer.path("seconds").asDouble(), numbers(answer.path("latenciesMs")), scores);
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }

    private JsonNode answer() throws PeerMissingException {
        CompletableFuture<@Nullable String> line = CompletableFuture.supplyAsync(this::readLine);
        try {
            String answer = line.get(LONGEST_ANSWER.toSeconds(), TimeUnit.SECONDS);
            if (answer == null) {
                throw new PeerMissingException(ended());
            }
            return JSON.readTree(answer);
        } catch (TimeoutException tooLong) {
            process.destroy();
            throw new PeerMissingException("no answer within " + LONGEST_ANSWER.toMinutes() + " minutes", tooLong);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new PeerMissingException("interrupted", stopped);
        } catch (ExecutionException | IOException unreadable) {
            throw new PeerMissingException("an answer that is no JSON: " + unreadable.getMessage(), unreadable);
        }
    }

    private @Nullable String readLine() {
        try {
            return answers.readLine();
        } catch (IOException ended) {
            return null;
        }
    }

    private String ended() {
        int exitCode = process.onExit().join().exitValue();
        return "its process ended with exit code " + exitCode + ": " + lastLine();
    }

    private String lastLine() {
        try {
            return Files.readAllLines(log, StandardCharsets.ISO_8859_1).stream()
                    .filter(line -> !line.isBlank())
                    .reduce("nothing on standard error", (earlier, later) -> later);
        } catch (IOException noLog) {
            return "no log";
        }
    }

    private static Map<String, String> versions(JsonNode answer) {
        Map<String, String> versions = new LinkedHashMap<>();
        answer.path("versions")
                .properties()
                .forEach(field -> versions.put(field.getKey(), field.getValue().asText()));
        return versions;
    }

    private static List<Double> numbers(JsonNode array) {
        List<Double> numbers = new ArrayList<>();
        array.forEach(number -> numbers.add(number.doubleValue()));
        return numbers;
    }
}
