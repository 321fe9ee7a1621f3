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
import java.util.stream.IntStream;

/**
 * This library in a process of its own, as the peers have one: {@code Emotions4jPeer MODEL FOLDER TEXTS_JSON}. MODEL is the
 * folder that runs in INT8, or {@code embedded}; FOLDER runs in fp32. For one thread.
 */
public final class Emotions4jPeer {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String EMBEDDED = "embedded";

    private final String int8Model;
    private final Path fp32Folder;
    private final List<String> texts;
    private final Map<OnnxOptions, EmotionClassifier> opened = new HashMap<>();

    private Emotions4jPeer(String int8Model, Path fp32Folder, List<String> texts) {
        this.int8Model = int8Model;
        this.fp32Folder = fp32Folder;
        this.texts = texts;
    }

    /**
     * Answers the lines of standard input until it ends.
     *
     * @param arguments the model, the folder and the file of texts
     * @throws IOException if the texts cannot be read or an answer cannot be written
     */
    public static void main(String[] arguments) throws IOException {
        List<String> texts = JSON.readValue(Files.readString(Path.of(arguments[2])), new TypeReference<>() {});
        Emotions4jPeer peer = new Emotions4jPeer(arguments[0], Path.of(arguments[1]), texts);
        peer.say(Map.of("versions", Map.of("java", Runtime.version().toString())));
        BufferedReader requests = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = requests.readLine(); line != null; line = requests.readLine()) {
            JsonNode request = JSON.readTree(line);
            peer.say(peer.answer(
                    request.get("setting").asText(), request.get("count").intValue()));
        }
    }

    private Map<String, Object> answer(String setting, int count) {
        try {
            OnnxOptions.Builder options = OnnxOptions.builder()
                    .precision(setting.contains(" int8") ? GraphPrecision.INT8 : GraphPrecision.FP32);
            if (setting.contains(" in one thread")) {
                options.threadsPerText(1);
            }
            EmotionClassifier classifier = open(options.build());
            List<String> sample = IntStream.range(0, count)
                    .mapToObj(i -> texts.get((int) ((long) i * texts.size() / count)))
                    .toList();
            return setting.endsWith(", in bulk") ? inBulk(classifier, sample) : alone(classifier, sample);
        } catch (IOException | RuntimeException failed) {
            return Map.of("error", failed.toString());
        }
    }

    private EmotionClassifier open(OnnxOptions options) throws IOException {
        EmotionClassifier classifier = opened.get(options);
        if (classifier == null) {
            classifier = options.precision() == GraphPrecision.FP32
                    ? OnnxEmotionClassifier.load(fp32Folder, options)
                    : openInt8(options);
            opened.put(options, classifier);
        }
        return classifier;
    }

    private EmotionClassifier openInt8(OnnxOptions options) throws IOException {
        return int8Model.equals(EMBEDDED)
                ? OnnxEmotionClassifier.embedded(options)
                : OnnxEmotionClassifier.load(Path.of(int8Model), options);
    }

    private static Map<String, Object> inBulk(EmotionClassifier classifier, List<String> sample) {
        long start = System.nanoTime();
        List<Scores> scores = classifier.classify(sample);
        double seconds = (System.nanoTime() - start) / 1e9;
        return reply(seconds, scores);
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
