package io.github.emotions4j.finetuning;

import io.github.emotions4j.core.internal.AtomicFile;
import io.github.emotions4j.evaluation.card.CardPlots;
import io.github.emotions4j.export.check.ParityCheck;
import io.github.emotions4j.export.check.ParityReport;
import io.github.emotions4j.export.graph.ExportOptions;
import io.github.emotions4j.export.graph.GraphWeights;
import io.github.emotions4j.export.graph.OnnxExport;
import io.github.emotions4j.modelfolder.EncoderConfig;
import io.github.emotions4j.modelfolder.ModelConfig;
import io.github.emotions4j.modelfolder.ModelFiles;
import io.github.emotions4j.modelfolder.ModelFolder;
import io.github.emotions4j.modelfolder.weights.FolderWeights;
import io.github.emotions4j.modelfolder.weights.Safetensors;
import io.github.emotions4j.modelfolder.weights.Weights;
import io.github.emotions4j.onnx.EmbeddedModel;
import io.github.emotions4j.tokenizer.TextTokenizer;
import io.github.emotions4j.tokenizer.TokenizerFolder;
import io.github.emotions4j.training.LossPlot;
import io.github.emotions4j.training.TorchClassifier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Writes a standard model folder with an fp32 graph, from another folder or from the embedded model.
 *
 * <p>Immutable. One export at a time into a folder.
 */
public final class FolderExport {

    private static final List<String> PLOTS = List.of(LossPlot.FILE, CardPlots.F1_FILE, CardPlots.RELIABILITY_FILE);

    private final Path output;
    private final ExportOptions options;
    private final boolean checked;

    /**
     * Prepares an export.
     *
     * @param output the folder to write; must exist
     * @param options how to write the graph
     * @param checked whether to compare the graph with libtorch before it replaces {@code model.onnx}
     */
    public FolderExport(Path output, ExportOptions options, boolean checked) {
        this.output = output;
        this.options = options;
        this.checked = checked;
    }

    /**
     * Writes the embedded model as a folder. Its INT8 weights are converted to fp32.
     *
     * @return the differences between the logits of the graph and of libtorch, or empty when they were not compared
     * @throws IllegalStateException if the class path holds no embedded model
     * @throws io.github.emotions4j.core.ModelFormatException if the embedded model is damaged, or the logits differ by
     *     more than {@link ParityCheck#FP32_TOLERANCE}; then no graph is written
     * @throws IOException if reading or writing fails
     */
    public Optional<ParityReport> exportEmbedded() throws IOException {
        EmbeddedModel.find().copyTo(output);
        ModelConfig config = ModelConfig.read(output);
        Weights weights = GraphWeights.read(output.resolve(ModelFiles.QUANTIZED_GRAPH), config);
        Safetensors.write(output.resolve(ModelFiles.WEIGHTS), weights);
        return writeGraph(config, weights);
    }

    /**
     * Exports a model folder, into itself or into another one.
     *
     * @param source a folder with configuration, tokenizer and weights
     * @return the differences between the logits of the graph and of libtorch, or empty when they were not compared
     * @throws io.github.emotions4j.core.ModelFormatException if the folder lacks a file or a tensor, or the logits
     *     differ by more than {@link ParityCheck#FP32_TOLERANCE}; then no graph is written
     * @throws IOException if reading or writing fails
     */
    public Optional<ParityReport> exportFolder(Path source) throws IOException {
        ModelFolder model = ModelFolder.open(source);
        ModelConfig config = model.config();
        Weights weights = FolderWeights.classifier(source, config).weights();
        if (!Files.isSameFile(source, output)) {
            copyAllButGraphs(model);
        }
        return writeGraph(config, weights);
    }

    private void copyAllButGraphs(ModelFolder model) throws IOException {
        List<Path> files = new ArrayList<>(List.of(model.path().resolve(ModelFiles.CONFIG)));
        files.addAll(model.tokenizerFiles());
        files.addAll(List.of(model.thresholdsPath(), model.cardPath()));
        PLOTS.forEach(plot -> files.add(model.path().resolve(plot)));
        files.addAll(model.weightFiles());
        for (Path file : files) {
            if (Files.isRegularFile(file)) {
                copy(file);
            }
        }
    }

    private void copy(Path file) throws IOException {
        AtomicFile.write(output.resolve(file.getFileName()), target -> Files.copy(file, target));
    }

    private Optional<ParityReport> writeGraph(ModelConfig config, Weights weights) throws IOException {
        Path unchecked = output.resolve("." + ModelFiles.GRAPH + ".unchecked");
        try {
            OnnxExport.write(config, weights, unchecked, options);
            Optional<ParityReport> parity =
                    checked ? Optional.of(compare(unchecked, config, weights)) : Optional.empty();
            Files.move(
                    unchecked,
                    output.resolve(ModelFiles.GRAPH),
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
            return parity;
        } finally {
            Files.deleteIfExists(unchecked);
        }
    }

    private ParityReport compare(Path graph, ModelConfig config, Weights weights) throws IOException {
        EncoderConfig encoder = config.encoder().orElseThrow();
        try (TextTokenizer tokenizer = TokenizerFolder.read(output);
                TorchClassifier torch =
                        TorchClassifier.of(encoder, config.labels().size(), weights)) {
            return ParityCheck.compare(graph, torch::logits, config.labels(), SampleTexts.load(), text -> tokenizer
                            .encode(text)
                            .toArray())
                    .requireWithin(ParityCheck.FP32_TOLERANCE);
        }
    }
}
