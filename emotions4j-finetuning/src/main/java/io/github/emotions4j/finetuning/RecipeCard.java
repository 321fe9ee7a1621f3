package io.github.emotions4j.finetuning;

import io.github.emotions4j.core.AtomicFile;
import io.github.emotions4j.dataset.Dataset;
import io.github.emotions4j.evaluation.EvaluationText;
import io.github.emotions4j.training.TrainingOptions;
import io.github.emotions4j.weights.PretrainedEncoder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;

/**
 * The model card: how a model was made, from what, and what it scores on dev.
 *
 * @param base the encoder it started from
 * @param train what it learned from
 * @param dev what its thresholds were chosen on
 * @param options the recipe
 * @param report what was made
 */
record RecipeCard(
        PretrainedEncoder base, Dataset train, Dataset dev, TrainingOptions options, FineTuningReport report) {

    void write(Path file) throws IOException {
        AtomicFile.write(file, text());
    }

    String text() {
        return String.join("\n", header(), recipe(), checks(), testScores(), devScores(), limits()) + "\n";
    }

    private String header() {
        return String.format(
                Locale.ROOT,
                """
                ---
                language: en
                library_name: transformers
                pipeline_tag: text-classification
                license: apache-2.0
                tags:
                - text-classification
                - multi-label-classification
                - emotions
                - onnx
                ---
                # %s fine-tuned for %d labels

                A `BertForSequenceClassification` that gives each label an independent probability (sigmoid). Labels: %s.
                """,
                base.name(),
                train.labels().size(),
                String.join(", ", train.labels().names()));
    }

    private String recipe() {
        return String.format(
                Locale.ROOT,
                """
                ## How it was made

                | what | value |
                |---|---|
                | encoder | %s (%d layers, %d wide, %d heads) |
                | learned from | %s: %d texts, SHA-256 `%s` |
                | watched and tuned on | %s: %d texts, SHA-256 `%s` |
                | loss | binary cross-entropy with logits, mean over texts and labels |
                | epochs, batch size | %d, %d (texts of similar length together) |
                | learning rate | %s for the encoder, times %s for pooler and classifier; warm-up %s of the steps, then linear to 0 |
                | optimiser | AdamW, betas 0.9 and 0.999, epsilon 1e-8, weight decay %s (none on biases and LayerNorms), gradients clipped at norm %s |
                | dropout | %s |
                | head's start | %s |
                | seed, threads, precision | %d, %s, %s |
                """,
                base.name(),
                base.config().layerCount(),
                base.config().hiddenSize(),
                base.config().headCount(),
                train.name(),
                train.size(),
                train.sha256(),
                dev.name(),
                dev.size(),
                dev.sha256(),
                options.epochs(),
                options.batchSize(),
                options.learningRate(),
                options.headRateFactor(),
                options.warmup(),
                options.weightDecay(),
                options.maxGradientNorm(),
                options.dropout().orElse(base.config().hiddenDropout()),
                options.headStart().name().toLowerCase(Locale.ROOT),
                options.seed(),
                options.threads() == 0 ? "all" : options.threads(),
                options.precision().resolve().name().toLowerCase(Locale.ROOT));
    }

    private String checks() {
        return String.format(
                Locale.ROOT,
                """
                ## Checks

                - `model.onnx` against libtorch on %d dev texts: logits differ by at most %.1e.
                - `model_quantized.onnx`: %d bytes, %.1f %% of fp32; weights in 7 bits per output channel, embeddings in 8
                  bits per row. On the same texts, scores differ from fp32's by at most %.3f, on average by %.4f.
                """,
                report.parity().textCount(),
                report.parity().maxLogitDifference(),
                report.quantization().int8Bytes(),
                100 * report.quantization().sizeRatio(),
                report.int8Difference().maxScoreDifference(),
                report.int8Difference().meanScoreDifference());
    }

    private String testScores() {
        return report.test()
                .map(test -> """
                        ## Scores on %s

                        INT8 graph, on texts that neither training nor the choice of thresholds has seen (SHA-256
                        `%s`).

                        ```
                        %s

                        %s
                        ```
                        """.formatted(
                        test.name(),
                        test.sha256(),
                        EvaluationText.format(test.name() + ", thresholds chosen on " + dev.name(), test.atChosen())
                                .stripTrailing(),
                        EvaluationText.format(test.name() + ", threshold 0.5", test.atHalf())
                                .stripTrailing()))
                .orElse("");
    }

    private String devScores() {
        return String.format(
                Locale.ROOT, """
                ## Scores on dev

                INT8 graph, thresholds chosen on these very texts: too good to be honest, shown to compare runs.

                ```
                %s
                ```
                """, EvaluationText.format("dev", report.dev()).stripTrailing());
    }

    private String limits() {
        return String.format(Locale.ROOT, """
                ## Limits and licences

                The labels carry the biases and mistakes of those who gave them; a label with little support has uncertain
                figures. A text of more than %d tokens is refused, never cut. The encoder and the data keep their own
                licences; emotions4j's NOTICE names them.
                """, base.config().maxPositions());
    }
}
