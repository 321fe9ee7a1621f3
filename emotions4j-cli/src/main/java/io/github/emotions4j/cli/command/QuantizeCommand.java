package io.github.emotions4j.cli.command;

import io.github.emotions4j.cli.console.Console;
import io.github.emotions4j.cli.console.ExitCode;
import io.github.emotions4j.cli.input.TextInput;
import io.github.emotions4j.cli.option.FolderResolver;
import io.github.emotions4j.cli.option.OverwriteOption;
import io.github.emotions4j.export.check.ParityCheck;
import io.github.emotions4j.export.check.ParityReport;
import io.github.emotions4j.export.graph.FastGraph;
import io.github.emotions4j.export.quantization.ActivationTexts;
import io.github.emotions4j.export.quantization.Int8Quantizer;
import io.github.emotions4j.export.quantization.QuantizationReport;
import io.github.emotions4j.finetuning.SampleTexts;
import io.github.emotions4j.hub.FileSelection;
import io.github.emotions4j.modelfolder.GraphPrecision;
import io.github.emotions4j.modelfolder.ModelConfig;
import io.github.emotions4j.modelfolder.ModelFiles;
import io.github.emotions4j.modelfolder.ModelFolder;
import io.github.emotions4j.modelfolder.ModelLayout;
import io.github.emotions4j.tokenizer.TextTokenizer;
import io.github.emotions4j.tokenizer.TokenizerFolder;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code emotions quantize}: writes the INT8 graph of a model folder. */
@Command(
        name = "quantize",
        mixinStandardHelpOptions = true,
        description = "Writes model_quantized.onnx, the INT8 form of a model's fp32 graph.",
        footer = {
            "",
            "The fp32 graph is model.onnx or, as Optimum and transformers.js write it, onnx/model.onnx. The INT8 graph",
            "is written beside it, or replaces the INT8 graph that the model has already.",
            "",
            "Weights have 7 bits, so that no CPU saturates and all CPUs give the same emotions. The report has the",
            "size of the graph and the change of the scores on a few texts. The scales of activations are static: they",
            "are computed once, on --texts, so that the scores of a text do not depend on its batch.",
            "",
            "Examples:",
            "  emotions quantize --model models/mine --overwrite",
            "  emotions quantize --model some-org/some-model --output model_quantized.onnx",
            "  emotions quantize --model models/mine --texts reviews.txt --overwrite",
            "  emotions quantize --model models/mine --fast --output fast.onnx"
        })
public final class QuantizeCommand implements Callable<Integer> {

    private final Console console;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--model",
            paramLabel = "DIR|ORG/NAME",
            required = true,
            description = "The model folder, or a model of the hub.")
    private Path model = Path.of("");

    @Option(
            names = "--output",
            paramLabel = "F",
            description = "The file to write. Default: model_quantized.onnx beside the model's fp32 graph.")
    private @Nullable Path output;

    @Option(
            names = "--texts",
            paramLabel = "F",
            description =
                    "Calibration texts for the scales of activations: some hundred texts like those to classify, one"
                            + " per line. Default: English comments that are part of emotions4j.")
    private @Nullable Path texts;

    @Option(
            names = "--fast",
            description =
                    "Write the graph with operators that only ONNX Runtime has, which run fastest on a CPU. classify"
                            + " makes this form in its cache anyway. Needs --output.")
    private boolean fast;

    @Mixin
    private OverwriteOption outputFolder = new OverwriteOption();

    /**
     * The command with its default options.
     *
     * @param console the streams of the process
     */
    public QuantizeCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        requireOutput();
        ModelFolder folder =
                ModelFolder.open(new FolderResolver(console).find(model, FileSelection.classify(GraphPrecision.FP32)));
        ModelConfig config = folder.config();
        Path fp32 = folder.graph(GraphPrecision.FP32).orElseThrow(() -> noGraph(folder));
        Path int8 = target(folder, fp32);
        try (TextTokenizer tokenizer = TokenizerFolder.read(folder.path())) {
            print(quantize(config, fp32, int8, activationTexts(tokenizer, config.maxTokens())), int8);
            print(ParityCheck.compare(
                    int8, fp32, config.labels(), SampleTexts.load(), text -> tokenIds(tokenizer, text)));
        }
        return ExitCode.DONE;
    }

    private QuantizationReport quantize(ModelConfig config, Path fp32, Path int8, List<int[]> tokenIds)
            throws IOException {
        return fast ? FastGraph.quantize(config, fp32, int8, tokenIds) : Int8Quantizer.quantize(fp32, int8, tokenIds);
    }

    private List<int[]> activationTexts(TextTokenizer tokenizer, int maxTokens) throws IOException {
        if (texts == null) {
            return ActivationTexts.comments(tokenizer, maxTokens);
        }
        try (TextInput input = TextInput.ofFile(texts)) {
            List<String> read = input.texts().filter(text -> !text.isBlank()).toList();
            if (read.isEmpty()) {
                throw new IOException("no text in " + texts + ", expected some hundred, one a line");
            }
            return ActivationTexts.of(read, tokenizer, maxTokens);
        }
    }

    /** Refuses wrong outputs before a model is downloaded. */
    private void requireOutput() throws IOException {
        if (output != null) {
            outputFolder.requireFreeFile(output);
        } else if (fast) {
            throw new ParameterException(
                    spec.commandLine(), "--fast needs --output: model_quantized.onnx must run in every ONNX runtime");
        } else if (FolderResolver.idOf(model).isPresent()) {
            throw new ParameterException(
                    spec.commandLine(),
                    "no folder at " + model + ", and a model of the hub needs --output, a file to write");
        }
    }

    // A second INT8 graph could be hidden by the first, so the one that is there is replaced where it lies.
    private Path target(ModelFolder folder, Path fp32) throws IOException {
        if (output != null) {
            return output;
        }
        Path beside = fp32.resolveSibling(ModelFiles.QUANTIZED_GRAPH);
        return outputFolder.requireFreeFile(folder.graph(GraphPrecision.INT8).orElse(beside));
    }

    private static FileNotFoundException noGraph(ModelFolder folder) {
        return new FileNotFoundException("no file at "
                + ModelLayout.graphs(GraphPrecision.FP32).stream()
                        .map(name -> folder.path().resolve(name).toString())
                        .collect(Collectors.joining(" or "))
                + ", expected an fp32 graph; 'emotions export' makes one of the weights");
    }

    private static int[] tokenIds(TextTokenizer tokenizer, String text) {
        return tokenizer.encode(text).toArray();
    }

    private void print(QuantizationReport report, Path int8) throws IOException {
        console.println(
                "%s: %,d bytes, %.0f %% of the fp32 graph's %,d; %d tensors in INT8, %d kept in fp32",
                int8,
                report.int8Bytes(),
                100 * report.sizeRatio(),
                report.fp32Bytes(),
                report.tensors().size(),
                report.nodesInFp32().size());
    }

    private void print(ParityReport report) throws IOException {
        console.println(
                "scores moved by %.4f on average and %.4f at most, over %d texts",
                report.meanScoreDifference(), report.maxScoreDifference(), report.textCount());
    }
}
