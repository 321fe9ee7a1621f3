package io.github.emotions4j.cli;

import io.github.emotions4j.cli.console.Console;
import io.github.emotions4j.cli.input.TextInput;
import io.github.emotions4j.export.ActivationTexts;
import io.github.emotions4j.export.FastGraph;
import io.github.emotions4j.export.Int8Quantizer;
import io.github.emotions4j.export.ParityCheck;
import io.github.emotions4j.export.ParityReport;
import io.github.emotions4j.export.QuantizationReport;
import io.github.emotions4j.finetuning.SampleTexts;
import io.github.emotions4j.hub.FileSelection;
import io.github.emotions4j.hub.FileSelection.Graph;
import io.github.emotions4j.modelfolder.ModelConfig;
import io.github.emotions4j.modelfolder.ModelFiles;
import io.github.emotions4j.tokenizer.TextTokenizer;
import io.github.emotions4j.tokenizer.TokenizerFolder;
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

/** {@code emotions quantize}: makes the INT8 graph of a model folder. */
@Command(
        name = "quantize",
        mixinStandardHelpOptions = true,
        description = "Writes model_quantized.onnx, the INT8 form of a model folder's model.onnx.",
        footer = {
            "",
            "Weights become integers that no CPU can saturate, so the emotions are the same everywhere. The report says",
            "how small the graph became and how far its scores moved on a few texts. How finely activations are",
            "quantised is found on texts, once, so that many texts can run together without a change of scores.",
            "",
            "Examples:",
            "  emotions quantize --model models/mine --overwrite",
            "  emotions quantize --model some-org/some-model --output model_quantized.onnx",
            "  emotions quantize --model models/mine --texts reviews.txt --overwrite",
            "  emotions quantize --model models/mine --fast --output fast.onnx"
        })
final class QuantizeCommand implements Callable<Integer> {

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
            description = "The file to write. Default: model_quantized.onnx of the model folder.")
    private @Nullable Path output;

    @Option(
            names = "--texts",
            paramLabel = "F",
            description =
                    "Texts like those that will be classified, one a line, some hundred. Default: English comments"
                            + " that come with this program.")
    private @Nullable Path texts;

    @Option(
            names = "--fast",
            description = "Write the form that ONNX Runtime runs fastest on a CPU, and that no other runtime takes."
                    + " Folders are turned into it anyway, in the cache; needs --output.")
    private boolean fast;

    @Mixin
    private OutputFolder outputFolder = new OutputFolder();

    QuantizeCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        Path int8 = target();
        Path folder = new HubFolders(console).find(model, FileSelection.classify(Graph.FP32));
        ModelConfig config = ModelConfig.read(folder);
        Path fp32 = InputFiles.requireFile(folder.resolve(ModelFiles.GRAPH));
        try (TextTokenizer tokenizer = TokenizerFolder.read(folder)) {
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

    private Path target() throws IOException {
        if (output != null) {
            return outputFolder.requireFreeFile(output);
        }
        if (fast) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--fast needs --output: model_quantized.onnx is the form that every tool takes");
        }
        if (HubFolders.idOf(model).isPresent()) {
            throw new ParameterException(
                    spec.commandLine(),
                    "no folder at " + model + ", and a model of the hub needs --output, a file to write");
        }
        return outputFolder.requireFreeFile(model.resolve(ModelFiles.QUANTIZED_GRAPH));
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
