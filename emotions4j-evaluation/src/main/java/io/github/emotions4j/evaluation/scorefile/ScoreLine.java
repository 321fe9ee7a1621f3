package io.github.emotions4j.evaluation.scorefile;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.emotions4j.core.LabelSet;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** One JSON line of a score file. */
final class ScoreLine {

    private static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private final JsonNode text;
    private final double[] scores;

    private ScoreLine(JsonNode text, double[] scores) {
        this.text = text;
        this.scores = scores;
    }

    static ScoreLine parse(String line, LabelSet labels, String where) {
        JsonNode object = parse(line, where);
        JsonNode list = object.path("scores");
        if (!list.isArray()) {
            throw new ScoreFormatException("found no list 'scores', expected {\"text\", \"scores\": [{\"label\","
                    + " \"score\"}, ...]} in " + where);
        }
        double[] scores = new double[labels.size()];
        Arrays.fill(scores, Double.NaN);
        for (JsonNode entry : list) {
            put(entry, scores, labels, where);
        }
        requireAll(scores, labels, where);
        return new ScoreLine(object.path("text"), scores);
    }

    /** The text, or empty when the line has none. */
    Optional<String> text() {
        return text.isTextual() ? Optional.of(text.textValue()) : Optional.empty();
    }

    double[] toArray() {
        return scores.clone();
    }

    static double requireScore(double score, String label, String where) {
        if (score >= 0 && score <= 1) {
            return score;
        }
        throw new ScoreFormatException(
                "score of '" + label + "' is " + score + ", expected a number in [0, 1] in " + where);
    }

    private static void put(JsonNode entry, double[] scores, LabelSet labels, String where) {
        String label = entry.path("label").asText();
        int id = labels.idOf(label)
                .orElseThrow(() -> new ScoreFormatException(
                        "found label '" + label + "', expected one of " + labels.names() + " in " + where));
        if (!Double.isNaN(scores[id])) {
            throw new ScoreFormatException("label '" + label + "' has two scores, expected one in " + where);
        }
        JsonNode score = entry.path("score");
        if (!score.isNumber()) {
            throw new ScoreFormatException(
                    "score of '" + label + "' is " + score + ", expected a number in [0, 1] in " + where);
        }
        scores[id] = requireScore(score.doubleValue(), label, where);
    }

    private static void requireAll(double[] scores, LabelSet labels, String where) {
        List<String> missing = IntStream.range(0, scores.length)
                .filter(id -> Double.isNaN(scores[id]))
                .mapToObj(labels::name)
                .toList();
        if (!missing.isEmpty()) {
            throw new ScoreFormatException("labels " + missing + " have no score, expected all " + labels.size()
                    + " (as 'classify --scores --format jsonl' prints them) in " + where);
        }
    }

    private static JsonNode parse(String line, String where) {
        try {
            return JSON.readTree(line);
        } catch (JsonProcessingException notJson) {
            throw new ScoreFormatException(
                    "found no valid JSON (" + notJson.getOriginalMessage() + "), expected an object in " + where,
                    notJson);
        }
    }
}
