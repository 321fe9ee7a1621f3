package io.github.emotions4j.finetuning;

import io.github.emotions4j.export.check.ParityCheck;
import io.github.emotions4j.export.check.ParityReport;
import io.github.emotions4j.export.graph.PackedGraph;
import io.github.emotions4j.export.quantization.ActivationTexts;
import io.github.emotions4j.export.quantization.Int8Quantizer;
import io.github.emotions4j.export.quantization.QuantizationReport;
import io.github.emotions4j.modelfolder.GraphPrecision;
import io.github.emotions4j.modelfolder.ModelConfig;
import io.github.emotions4j.modelfolder.ModelFiles;
import io.github.emotions4j.modelfolder.ModelFolder;
import io.github.emotions4j.modelfolder.ModelLayout;
import io.github.emotions4j.tokenizer.TextTokenizer;
import io.github.emotions4j.tokenizer.TokenizerFolder;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * Writes the INT8 form of a model folder's fp32 graph, and compares the scores of the two graphs.
 *
 * <pre>{@code
 * FolderQuantization quantization = FolderQuantization.open(Path.of("models/mine"));
 * FolderQuantizationReport report =
 *         quantization.write(quantization.defaultTarget(), QuantizationOptions.defaults());
 * double ratio = report.quantization().sizeRatio();
 * double worst = report.difference().maxScoreDifference();
 * }</pre>
 *
 * <p>Immutable. One quantization at a time into a file.
 */
public final class FolderQuantization {

    private final ModelFolder model;
    private final Path fp32;

    private FolderQuantization(ModelFolder model, Path fp32) {
        this.model = model;
        this.fp32 = fp32;
    }

    /**
     * Finds the fp32 graph of a model folder: {@code model.onnx} in the folder or in its subfolder {@code onnx}.
     *
     * @param folder the model folder, with {@code config.json} and a tokenizer
     * @return its quantization; no file has changed yet
     * @throws io.github.emotions4j.core.ModelFormatException if there is no such folder, or {@code config.json} is
     *     missing or damaged
     * @throws FileNotFoundException if the folder has no fp32 graph; the message names where it was looked for
     * @throws IOException if reading fails
     */
    public static FolderQuantization open(Path folder) throws IOException {
        Objects.requireNonNull(folder, "folder");
        ModelFolder model = ModelFolder.open(folder);
        Path fp32 = model.graph(GraphPrecision.FP32).orElseThrow(() -> noGraph(model));
        return new FolderQuantization(model, fp32);
    }

    /**
     * Where the INT8 graph of the folder belongs. A second INT8 graph in the other place could hide the new one, so an
     * existing one keeps its place.
     *
     * @return the folder's INT8 graph, to be replaced; otherwise {@code model_quantized.onnx} beside the fp32 graph
     */
    public Path defaultTarget() {
        return model.graph(GraphPrecision.INT8).orElseGet(() -> fp32.resolveSibling(ModelFiles.QUANTIZED_GRAPH));
    }

    /**
     * Writes the INT8 graph and compares its scores with those of the fp32 graph.
     *
     * @param target the file to write or replace, atomically; its folder must exist
     * @param options the form of the graph, and texts for the activation scales
     * @return file sizes and the difference of the scores
     * @throws IllegalArgumentException if {@code target} is the fp32 graph, or the fast form is wanted of a model
     *     without a known encoder
     * @throws io.github.emotions4j.core.ModelFormatException if the folder has no usable tokenizer or the graph cannot
     *     be quantised; or, for the packed form, if this library did not export the graph
     * @throws io.github.emotions4j.core.InferenceException if a graph gives a logit that is not finite
     * @throws IOException if reading or writing fails
     */
    public FolderQuantizationReport write(Path target, QuantizationOptions options) throws IOException {
        Objects.requireNonNull(target, "target");
        Objects.requireNonNull(options, "options");
        requireOtherThanFp32(target);
        try (TextTokenizer tokenizer = TokenizerFolder.read(model.path())) {
            QuantizationReport quantization = quantize(target, options, tokenizer);
            return new FolderQuantizationReport(target, quantization, compare(target, tokenizer));
        }
    }

    private void requireOtherThanFp32(Path target) throws IOException {
        if (Files.exists(target) && Files.isSameFile(target, fp32)) {
            throw new IllegalArgumentException(
                    "target " + target + " is the fp32 graph of the model, expected another file");
        }
    }

    private QuantizationReport quantize(Path target, QuantizationOptions options, TextTokenizer tokenizer)
            throws IOException {
        ModelConfig config = model.config();
        List<int[]> tokenIds = activationTexts(options, tokenizer, config.maxTokens());
        return options.fastForm()
                ? PackedGraph.quantize(config, fp32, target, tokenIds)
                : Int8Quantizer.quantize(fp32, target, tokenIds);
    }

    private static List<int[]> activationTexts(QuantizationOptions options, TextTokenizer tokenizer, int maxTokens)
            throws IOException {
        return options.activationTexts().isEmpty()
                ? ActivationTexts.comments(tokenizer, maxTokens)
                : ActivationTexts.of(options.activationTexts(), tokenizer, maxTokens);
    }

    private ParityReport compare(Path int8, TextTokenizer tokenizer) throws IOException {
        return ParityCheck.compare(int8, fp32, model.labels(), SampleTexts.load(), text -> tokenizer
                .encode(text)
                .toArray());
    }

    private static FileNotFoundException noGraph(ModelFolder model) {
        return new FileNotFoundException("no file at "
                + ModelLayout.graphs(GraphPrecision.FP32).stream()
                        .map(name -> model.path().resolve(name).toString())
                        .collect(Collectors.joining(" or "))
                + ", expected an fp32 graph; 'emotions export' makes one of the weights");
    }
}
