package io.github.emotions4j.finetuning;

import io.github.emotions4j.core.LabelSet;
import io.github.emotions4j.dataset.Dataset;
import io.github.emotions4j.evaluation.matrix.TruthMatrix;
import io.github.emotions4j.export.check.ParityCheck;
import io.github.emotions4j.export.check.ParityReport;
import io.github.emotions4j.export.graph.ExportOptions;
import io.github.emotions4j.export.graph.OnnxExport;
import io.github.emotions4j.export.quantization.ActivationTexts;
import io.github.emotions4j.export.quantization.Int8Quantizer;
import io.github.emotions4j.export.quantization.QuantizationReport;
import io.github.emotions4j.modelfolder.ModelConfig;
import io.github.emotions4j.modelfolder.ModelFiles;
import io.github.emotions4j.modelfolder.weights.PretrainedEncoder;
import io.github.emotions4j.modelfolder.weights.Weights;
import io.github.emotions4j.tokenizer.TextTokenizer;
import io.github.emotions4j.training.TorchClassifier;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes trained weights and their ONNX graphs into the output folder, and checks the graphs. Not thread-safe.
 *
 * @param base the encoder that the model started from
 * @param data the texts for activation scales (train) and for checks and calibration (dev)
 * @param folder the output folder
 * @param tokenizer the encoder's tokenizer; not closed
 * @param options how to write the fp32 graph
 * @param listener receives stages and notices
 */
record GraphWriter(
        PretrainedEncoder base,
        FineTuningData data,
        FineTuningFolder folder,
        TextTokenizer tokenizer,
        ExportOptions options,
        FineTuningListener listener) {

    /** How many dev texts the graphs are compared on. */
    private static final int PARITY_TEXTS = 64;

    /**
     * Fits calibration to the scores of the INT8 graph on dev. Calibration is linear in the logits, so it needs a graph
     * of the weights as trained; its result is folded into the weights of the final graph.
     */
    CalibrationReport calibrate(Weights trained) throws IOException {
        Dataset dev = data.dev();
        listener.stageStarted("calibrating on " + dev.name());
        folder.writeModel(base, labels(), trained);
        OnnxExport.write(config(), trained, fp32(), options);
        quantize();
        CalibrationReport fit = CalibrationReport.fit(TruthMatrix.of(dev), Int8Scores.of(folder.path(), dev));
        for (String label : fit.scaling().unchangedLabels()) {
            listener.noticed("label '" + label + "' has no example in " + dev.name()
                    + " that differs from the others, its scores stay as they are");
        }
        return fit;
    }

    /** Writes weights and both graphs, after a comparison of the fp32 graph with libtorch. */
    GraphReport write(Weights weights) throws IOException {
        listener.stageStarted("writing " + ModelFiles.WEIGHTS);
        folder.writeModel(base, labels(), weights);
        listener.stageStarted("exporting " + ModelFiles.GRAPH);
        OnnxExport.write(config(), weights, fp32(), options);
        listener.stageStarted("comparing " + ModelFiles.GRAPH + " with libtorch");
        ParityReport parity = compareWithLibtorch(weights);
        listener.stageStarted("quantising to " + ModelFiles.QUANTIZED_GRAPH);
        QuantizationReport quantization = quantize();
        ParityReport int8 = ParityCheck.compare(int8(), fp32(), labels(), parityTexts(), this::tokenIds);
        return new GraphReport(parity, quantization, int8);
    }

    private ParityReport compareWithLibtorch(Weights weights) throws IOException {
        try (TorchClassifier reference = TorchClassifier.of(base.config(), labels().size(), weights)) {
            return ParityCheck.compare(fp32(), reference::logits, labels(), parityTexts(), this::tokenIds)
                    .requireWithin(ParityCheck.FP32_TOLERANCE);
        }
    }

    private QuantizationReport quantize() throws IOException {
        List<int[]> activationTexts = ActivationTexts.of(
                data.train().texts(), tokenizer, base.config().maxTokens());
        return Int8Quantizer.quantize(fp32(), int8(), activationTexts);
    }

    private List<String> parityTexts() {
        Dataset dev = data.dev();
        int step = Math.max(1, dev.size() / PARITY_TEXTS);
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < dev.size() && texts.size() < PARITY_TEXTS; i += step) {
            texts.add(dev.examples().get(i).text());
        }
        return texts;
    }

    private int[] tokenIds(String text) {
        return tokenizer.encode(text).toArray();
    }

    private Path fp32() {
        return folder.file(ModelFiles.GRAPH);
    }

    private Path int8() {
        return folder.file(ModelFiles.QUANTIZED_GRAPH);
    }

    ModelConfig config() {
        return ModelConfig.multiLabel(base.config(), labels());
    }

    private LabelSet labels() {
        return data.train().labels();
    }
}
