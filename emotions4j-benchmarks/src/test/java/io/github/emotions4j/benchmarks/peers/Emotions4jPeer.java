package io.github.emotions4j.benchmarks.peers;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.emotions4j.core.EmotionClassifier;
import io.github.emotions4j.core.Scores;
import io.github.emotions4j.modelfolder.GraphPrecision;
import io.github.emotions4j.onnx.OnnxEmotionClassifier;
import io.github.emotions4j.onnx.OnnxOptions;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/**
 * This library in a process of its own, as the peers have one: {@code Emotions4jPeer MODEL FOLDER WEIGHTS TEXTS_JSON}.
 * MODEL is the folder that runs in INT8, or {@code embedded}; FOLDER runs in fp32; WEIGHTS has no graph and runs in
 * INT8 "from weights". For one thread.
 */
public final class Emotions4jPeer {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String EMBEDDED = "embedded";

    private final String int8Model;
    private final String fp32Folder;
    private final String weightsFolder;
    private final List<String> texts;
    private final Map<Opened, EmotionClassifier> opened = new HashMap<>();

    /** A model and how it was opened. */
    private record Opened(String model, OnnxOptions options) {}

    private Emotions4jPeer(String int8Model, String fp32Folder, String weightsFolder, List<String> texts) {
        this.int8Model = int8Model;
        this.fp32Folder = fp32Folder;
        this.weightsFolder = weightsFolder;
        this.texts = texts;
    }

    /**
     * Answers the lines of standard input until it ends.
     *
     * @param arguments the model, the two folders and the file of texts
     * @throws IOException if the texts cannot be read or an answer cannot be written
     */
    public static void main(String[] arguments) throws IOException {
        List<String> texts = JSON.readValue(Files.readString(Path.of(arguments[3])), new TypeReference<>() {});
        Emotions4jPeer peer = new Emotions4jPeer(arguments[0], arguments[1], arguments[2], texts);
        peer.say(Map.of("versions", Map.of("java", Runtime.version().toString())));
        BufferedReader requests = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = requests.readLine(); line != null; line = requests.readLine()) {
            JsonNode request = JSON.readTree(line);
            peer.say(peer.answer(
                    request.get("setting").asText(),
                    request.get("count").intValue(),
                    request.get("atOnce").intValue()));
        }
    }

    private Map<String, Object> answer(String setting, int count, int atOnce) {
        try {
            OnnxOptions.Builder options = OnnxOptions.builder()
                    .precision(setting.contains(" int8") ? GraphPrecision.INT8 : GraphPrecision.FP32);
            if (setting.contains(" in one thread")) {
                options.threadsPerText(1);
            }
            EmotionClassifier classifier = open(model(setting), options.build());
            List<String> sample = IntStream.range(0, count)
                    .mapToObj(i -> texts.get((int) ((long) i * texts.size() / count)))
                    .toList();
            return setting.endsWith(PeerSetting.ONE_TEXT_PER_THREAD)
                    ? concurrently(classifier, sample, atOnce)
                    : setting.endsWith(", in bulk") ? inLists(classifier, sample, atOnce) : alone(classifier, sample);
        } catch (IOException | RuntimeException | InterruptedException | ExecutionException failed) {
            return Map.of("error", failed.toString());
        }
    }

    private String model(String setting) {
        return setting.contains(" fp32") ? fp32Folder : setting.contains(" from weights") ? weightsFolder : int8Model;
    }

    private EmotionClassifier open(String model, OnnxOptions options) throws IOException {
        Opened key = new Opened(model, options);
        EmotionClassifier classifier = opened.get(key);
        if (classifier == null) {
            classifier = model.equals(EMBEDDED)
                    ? OnnxEmotionClassifier.embedded(options)
                    : OnnxEmotionClassifier.load(Path.of(model), options);
            opened.put(key, classifier);
        }
        return classifier;
    }

    private static Map<String, Object> inLists(EmotionClassifier classifier, List<String> sample, int atOnce) {
        List<Scores> scores = new ArrayList<>();
        long start = System.nanoTime();
        for (int first = 0; first < sample.size(); first += atOnce) {
            scores.addAll(classifier.classify(sample.subList(first, Math.min(sample.size(), first + atOnce))));
        }
        return reply((System.nanoTime() - start) / 1e9, scores);
    }

    private static Map<String, Object> concurrently(EmotionClassifier classifier, List<String> sample, int threads)
            throws InterruptedException, ExecutionException {
        ExecutorService callers = Executors.newFixedThreadPool(threads);
        try {
            List<Callable<Scores>> calls = sample.stream()
                    .<Callable<Scores>>map(text -> () -> classifier.classify(text))
                    .toList();
            List<Scores> scores = new ArrayList<>();
            long start = System.nanoTime();
            for (Future<Scores> call : callers.invokeAll(calls)) {
                scores.add(call.get());
            }
            return reply((System.nanoTime() - start) / 1e9, scores);
        } finally {
            callers.shutdownNow();
        }
    }

    private static Map<String, Object> alone(EmotionClassifier classifier, List<String> sample) {
        List<Scores> scores = new ArrayList<>();
        List<Double> latencies = new ArrayList<>();
        long start = System.nanoTime();
        for (String text : sample) {
            long before = System.nanoTime();
            scores.add(classifier.classify(text));
            latencies.add((System.nanoTime() - before) / 1e6);
        }
        Map<String, Object> reply = reply((System.nanoTime() - start) / 1e9, scores);
        reply.put("latenciesMs", latencies);
        return reply;
    }

    private static Map<String, Object> reply(double seconds, List<Scores> scores) {
        Map<String, Object> reply = new LinkedHashMap<>();
        reply.put("seconds", seconds);
        reply.put("scores", scores.stream().limit(3).map(Emotions4jPeer::row).toList());
        return reply;
    }

    private static List<Double> row(Scores scores) {
        return scores.labels().names().stream()
                .map(label -> (double) scores.score(label))
                .toList();
    }

    private void say(Map<String, Object> answer) throws IOException {
        OutputStream output = System.out;
        output.write((JSON.writeValueAsString(answer) + "\n").getBytes(StandardCharsets.UTF_8));
        output.flush();
    }
}
