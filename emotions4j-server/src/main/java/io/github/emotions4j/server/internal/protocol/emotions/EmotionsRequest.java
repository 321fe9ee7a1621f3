package io.github.emotions4j.server.internal.protocol.emotions;

import io.github.emotions4j.core.LabelGroups;
import io.github.emotions4j.core.LabelScore;
import io.github.emotions4j.core.Scores;
import io.github.emotions4j.core.Thresholds;
import io.github.emotions4j.server.internal.inference.ModelRegistry;
import io.github.emotions4j.server.internal.inference.ServedModel;
import io.github.emotions4j.server.internal.protocol.JsonFields;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * What a client asks of {@code POST /v1/emotions}.
 *
 * @param model the model that scores
 * @param texts users' texts, possibly none
 * @param topCount the most emotions of a text, at least 1
 * @param threshold one threshold in [0, 1] for all labels; empty for the thresholds of the model
 * @param groups the groups whose scores are asked for, if any
 * @param withScores whether the scores of all labels are asked for
 */
record EmotionsRequest(
        ServedModel model,
        List<String> texts,
        OptionalInt topCount,
        OptionalDouble threshold,
        Optional<LabelGroups> groups,
        boolean withScores) {

    EmotionsRequest {
        texts = List.copyOf(texts);
    }

    static EmotionsRequest of(JsonFields body, ModelRegistry models) {
        List<String> texts = texts(body);
        OptionalInt topCount = body.count("top_k");
        OptionalDouble threshold = body.fraction("threshold");
        boolean withScores = body.flag("scores").orElse(false);
        Optional<String> group = body.string("group");
        ServedModel model = body.string("model").map(models::named).orElseGet(models::first);
        return new EmotionsRequest(
                model, texts, topCount, threshold, group.map(name -> groups(name, model)), withScores);
    }

    Thresholds thresholds() {
        return threshold.isPresent()
                ? Thresholds.constant(model.labels(), threshold.getAsDouble())
                : model.thresholds();
    }

    /** With {@code top_k} alone the labels with the highest scores, else the detected ones; best first. */
    List<LabelScore> emotions(Scores scores) {
        List<LabelScore> candidates =
                topCount.isPresent() && threshold.isEmpty() ? scores.ranked() : scores.emotions(thresholds());
        return candidates.stream().limit(topCount.orElse(Integer.MAX_VALUE)).toList();
    }

    private static List<String> texts(JsonFields body) {
        Optional<String> text = body.string("text");
        if (text.isEmpty() && body.value("texts").isEmpty()) {
            throw JsonFields.invalid("'text' and 'texts' are missing, expected one of them");
        }
        if (text.isPresent() && body.value("texts").isPresent()) {
            throw JsonFields.invalid("'text' and 'texts' are both there, expected one of them");
        }
        return text.map(List::of).orElseGet(() -> body.textList("texts"));
    }

    private static LabelGroups groups(String name, ServedModel model) {
        try {
            return switch (name) {
                case "ekman" -> LabelGroups.ekman(model.labels());
                case "sentiment" -> LabelGroups.sentiment(model.labels());
                default -> throw JsonFields.invalid("'group' has an unknown value, expected ekman or sentiment");
            };
        } catch (IllegalArgumentException e) {
            throw JsonFields.invalid(
                    "the labels of model '" + model.name() + "' have no groups, expected the 28 labels of GoEmotions");
        }
    }
}
