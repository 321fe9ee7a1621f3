package io.github.emotions4j.cli.command;

import io.github.emotions4j.cli.console.Console;
import io.github.emotions4j.cli.console.ExitCode;
import io.github.emotions4j.cli.input.TextInput;
import io.github.emotions4j.cli.option.FolderResolver;
import io.github.emotions4j.cli.option.OverwriteOption;
import io.github.emotions4j.export.check.ParityReport;
import io.github.emotions4j.export.quantization.QuantizationReport;
import io.github.emotions4j.finetuning.FolderQuantization;
import io.github.emotions4j.finetuning.FolderQuantizationReport;
import io.github.emotions4j.finetuning.QuantizationOptions;
import io.github.emotions4j.hub.FileSelection;
import io.github.emotions4j.modelfolder.GraphPrecision;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
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
                    "Write the packed graph, which only ONNX Runtime can run. It is fastest on a CPU. classify makes"
                            + " this form in its cache anyway. Needs --output.")
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
        Path folder = new FolderResolver(console).find(model, FileSelection.classify(GraphPrecision.FP32));
        FolderQuantization quantization = FolderQuantization.open(folder);
        print(quantization.write(target(quantization), options()));
        return ExitCode.DONE;
    }

    private QuantizationOptions options() throws IOException {
        QuantizationOptions options = QuantizationOptions.defaults().withFastForm(fast);
        return texts == null ? options : options.withActivationTexts(activationTexts(texts));
    }

    private static List<String> activationTexts(Path file) throws IOException {
        try (TextInput input = TextInput.ofFile(file)) {
            List<String> read = input.texts().filter(text -> !text.isBlank()).toList();
            if (read.isEmpty()) {
                throw new IOException("no text in " + file + ", expected some hundred, one per line");
            }
            return read;
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

    private Path target(FolderQuantization quantization) throws IOException {
        return output == null ? outputFolder.requireFreeFile(quantization.defaultTarget()) : output;
    }

    private void print(FolderQuantizationReport report) throws IOException {
        print(report.quantization(), report.graph());
        print(report.difference());
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
