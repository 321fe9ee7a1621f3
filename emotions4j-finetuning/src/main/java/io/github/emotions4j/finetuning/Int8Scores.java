package io.github.emotions4j.finetuning;

import io.github.emotions4j.core.Scores;
import io.github.emotions4j.dataset.Dataset;
import io.github.emotions4j.evaluation.matrix.ScoreMatrix;
import io.github.emotions4j.modelfolder.GraphPrecision;
import io.github.emotions4j.onnx.OnnxEmotionClassifier;
import io.github.emotions4j.onnx.OnnxOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Scores a dataset with the INT8 graph of a model folder. Stateless. */
final class Int8Scores {

    private Int8Scores() {}

    static ScoreMatrix of(Path folder, Dataset dataset) throws IOException {
        OnnxOptions int8 = OnnxOptions.builder().precision(GraphPrecision.INT8).build();
        try (OnnxEmotionClassifier classifier = OnnxEmotionClassifier.load(folder, int8)) {
            List<Scores> scores = classifier.classify(dataset.texts());
            return ScoreMatrix.of(scores);
        }
    }
}
