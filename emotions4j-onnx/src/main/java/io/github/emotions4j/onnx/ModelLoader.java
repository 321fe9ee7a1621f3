package io.github.emotions4j.onnx;

import io.github.emotions4j.core.ModelFormatException;
import io.github.emotions4j.core.Thresholds;
import io.github.emotions4j.modelfolder.GraphPrecision;
import io.github.emotions4j.modelfolder.ModelConfig;
import io.github.emotions4j.modelfolder.ModelFiles;
import io.github.emotions4j.modelfolder.ModelFolder;
import io.github.emotions4j.modelfolder.ThresholdsFile;
import io.github.emotions4j.onnx.internal.InferenceEngine;
import io.github.emotions4j.onnx.internal.inference.LogitsPostprocessor;
import io.github.emotions4j.onnx.internal.inference.TextPipeline;
import io.github.emotions4j.onnx.internal.runtime.GraphRunner;
import io.github.emotions4j.tokenizer.TextTokenizer;
import io.github.emotions4j.tokenizer.TokenizerFolder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Opens what a classifier is made of, from a model folder or from the embedded model. Stateless. */
final class ModelLoader {

    /**
     * An opened model.
     *
     * @param graphFile the graph that runs
     * @param engine holds the native memory, closed by the classifier
     */
    record LoadedModel(ModelConfig config, Thresholds thresholds, Path graphFile, InferenceEngine engine) {}

    private ModelLoader() {}

    /** {@link OnnxEmotionClassifier#load(Path, OnnxOptions)} without the classifier. */
    static LoadedModel load(Path modelFolder, OnnxOptions options) throws IOException {
        ModelFolder folder = ModelFolder.open(modelFolder);
        ModelConfig config = folder.config();
        Thresholds thresholds = thresholds(folder);
        String tokenizerJson = TokenizerFolder.tokenizerJson(modelFolder);
        String tokenizerSource = TokenizerFolder.source(modelFolder);
        VocabularySizeCheck.require(tokenizerJson, tokenizerSource, modelFolder, config);
        Path graphFile = GraphFile.of(folder, options);
        TextTokenizer tokenizer = TextTokenizer.of(tokenizerJson.getBytes(StandardCharsets.UTF_8), tokenizerSource);
        return assemble(config, thresholds, tokenizer, graphFile, options);
    }

    private static Thresholds thresholds(ModelFolder folder) throws IOException {
        String source = folder.thresholdsPath().toString();
        return folder.thresholds()
                .map(file -> file.toThresholds(folder.labels(), source))
                .orElseGet(() -> Thresholds.constant(folder.labels(), 0.5));
    }

    /** {@link OnnxEmotionClassifier#embedded(OnnxOptions)} without the classifier. */
    static LoadedModel embedded(EmbeddedModel model, OnnxOptions options) throws IOException {
        if (options.precision() == GraphPrecision.FP32) {
            throw new ModelFormatException("the embedded model has no graph in precision fp32, expected int8");
        }
        ModelConfig config = model.config();
        String thresholdsSource = EmbeddedModel.source(ModelFiles.THRESHOLDS);
        Thresholds thresholds = ThresholdsFile.parse(model.read(ModelFiles.THRESHOLDS), thresholdsSource)
                .toThresholds(config.labels(), thresholdsSource);
        Path graphFile = model.graphFile();
        TextTokenizer tokenizer =
                TextTokenizer.of(model.read(ModelFiles.TOKENIZER), EmbeddedModel.source(ModelFiles.TOKENIZER));
        return assemble(config, thresholds, tokenizer, graphFile, options);
    }

    /** Takes over the tokenizer, and closes it if the graph does not load or does not fit. */
    private static LoadedModel assemble(
            ModelConfig config, Thresholds thresholds, TextTokenizer tokenizer, Path graphFile, OnnxOptions options) {
        boolean complete = false;
        try {
            GraphRunner graph = GraphRunner.open(graphFile, options.sessionSettings(), config.labels());
            TextPipeline pipeline = new TextPipeline(
                    tokenizer,
                    config.maxTokens(),
                    options.longTexts() == LongTexts.BEGINNING,
                    new LogitsPostprocessor(config.problemType(), config.labels(), thresholds));
            complete = true;
            return new LoadedModel(config, thresholds, graphFile, new InferenceEngine(tokenizer, pipeline, graph));
        } finally {
            if (!complete) {
                tokenizer.close();
            }
        }
    }
}
