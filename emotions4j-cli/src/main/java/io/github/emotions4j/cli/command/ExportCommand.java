package io.github.emotions4j.cli.command;

import io.github.emotions4j.cli.console.Console;
import io.github.emotions4j.cli.console.ExitCode;
import io.github.emotions4j.cli.option.FolderResolver;
import io.github.emotions4j.cli.option.OverwriteOption;
import io.github.emotions4j.export.check.ParityReport;
import io.github.emotions4j.export.graph.ExportOptions;
import io.github.emotions4j.finetuning.FolderExport;
import io.github.emotions4j.hub.FileSelection;
import io.github.emotions4j.modelfolder.ModelFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code emotions export}: writes the ONNX graph of a model. */
@Command(
        name = "export",
        mixinStandardHelpOptions = true,
        description = "Writes model.onnx, the fp32 graph of a model, and compares its logits with libtorch.",
        footer = {
            "",
            "Without --output the graph is written into the folder of the model. With --output the other folder",
            "becomes a complete model: configuration, tokenizer, thresholds, weights and graph. The embedded model is",
            "INT8; its weights are dequantized to fp32.",
            "",
            "The command fails when the logits differ from libtorch's by more than 1e-4. The first comparison",
            "downloads libtorch; --no-check skips the comparison.",
            "",
            "Examples:",
            "  emotions export --model embedded --output models/embedded",
            "  emotions export --model some-org/some-model --output models/exported",
            "  emotions export --model models/mine --opset 18 --overwrite --no-check"
        })
public final class ExportCommand implements Callable<Integer> {

    private static final String EMBEDDED = "embedded";

    private final Console console;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--model",
            paramLabel = "DIR|ORG/NAME|embedded",
            required = true,
            description = "The model folder with its weights, a model of the hub, or the model inside emotions4j.")
    private String model = "";

    @Option(names = "--output", paramLabel = "DIR", description = "The folder to write. Default: the model's own.")
    private @Nullable Path output;

    @Option(
            names = "--opset",
            paramLabel = "N",
            description = "Version of the ONNX operators, from " + ExportOptions.MIN_OPSET + " to "
                    + ExportOptions.MAX_OPSET + ". Default: " + ExportOptions.DEFAULT_OPSET + ".")
    private int opset = ExportOptions.DEFAULT_OPSET;

    @Option(names = "--no-check", description = "Do not compare with libtorch.")
    private boolean unchecked;

    @Mixin
    private OverwriteOption outputFolder = new OverwriteOption();

    /**
     * The command with its default options.
     *
     * @param console the streams of the process
     */
    public ExportCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        ExportOptions options = options();
        Path target = target();
        FolderExport export = new FolderExport(target, options, !unchecked);
        Optional<ParityReport> parity =
                model.equals(EMBEDDED) ? export.exportEmbedded() : export.exportFolder(source());
        Path graph = target.resolve(ModelFiles.GRAPH);
        console.println("%s: %,d bytes, opset %d", graph, Files.size(graph), opset);
        if (parity.isPresent()) {
            print(parity.get());
        } else {
            console.println("not compared with libtorch");
        }
        return ExitCode.DONE;
    }

    private ExportOptions options() {
        try {
            return new ExportOptions(opset);
        } catch (IllegalArgumentException outside) {
            throw new ParameterException(spec.commandLine(), "--opset: " + outside.getMessage(), outside);
        }
    }

    private Path target() throws IOException {
        if (output != null) {
            return outputFolder.requireFree(output);
        }
        if (model.equals(EMBEDDED)) {
            throw new ParameterException(spec.commandLine(), "--model embedded needs --output, a folder to write");
        }
        Path folder = Path.of(model);
        if (FolderResolver.idOf(folder).isPresent()) {
            throw new ParameterException(
                    spec.commandLine(),
                    "no folder at " + model + ", and a model of the hub needs --output, a folder to write");
        }
        outputFolder.requireFreeFile(folder.resolve(ModelFiles.GRAPH));
        return folder;
    }

    private Path source() throws IOException {
        return new FolderResolver(console).find(Path.of(model), FileSelection.train());
    }

    private void print(ParityReport parity) throws IOException {
        console.println(
                "logits differ from libtorch's by %.1e at most, over %d texts",
                parity.maxLogitDifference(), parity.textCount());
    }
}
