package io.github.emotions4j.cli.command;

import io.github.emotions4j.cli.console.Console;
import io.github.emotions4j.cli.console.ExitCode;
import io.github.emotions4j.cli.option.FolderResolver;
import io.github.emotions4j.cli.option.ModelOptions;
import io.github.emotions4j.hub.FileSelection;
import io.github.emotions4j.hub.HubModelId;
import io.github.emotions4j.modelfolder.GraphPrecision;
import java.io.IOException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code emotions pull}: downloads a model of the Hugging Face hub. */
@Command(
        name = "pull",
        mixinStandardHelpOptions = true,
        description =
                "Downloads a model from the Hugging Face hub into the cache that Python's huggingface_hub uses, and"
                        + " prints its folder.",
        footer = {
            "",
            "Without options it downloads what classify needs: configuration, tokenizer, thresholds, card and one",
            "graph, INT8 if there is one; for a model without a graph, the weights. Pickles (.bin) and code are never",
            "downloaded. The hash of every file is checked. Files in the cache are not downloaded again; an",
            "interrupted download is resumed. The other commands download what --model ORG/NAME needs by themselves.",
            "",
            "Environment variables are those of huggingface_hub: HF_HOME, HF_HUB_CACHE, HF_ENDPOINT, HF_TOKEN (or the",
            "token saved by 'hf auth login'), HF_HUB_OFFLINE. The folder belongs to the cache: read it, do not write",
            "to it.",
            "",
            "Examples:",
            "  emotions pull SamLowe/roberta-base-go_emotions",
            "  emotions pull SamLowe/roberta-base-go_emotions --train",
            "  emotions pull SamLowe/roberta-base-go_emotions-onnx --precision fp32",
            "  emotions pull some-org/some-model --revision refs/pr/1 --all"
        })
public final class PullCommand implements Callable<Integer> {

    /** The files to download, instead of those that classify needs. */
    static final class Purpose {

        @Option(
                names = "--precision",
                paramLabel = "int8|fp32",
                converter = ModelOptions.PrecisionName.class,
                description = "Download this graph.")
        private GraphPrecision precision = GraphPrecision.AUTO;

        @Option(names = "--train", description = "Download the weights and no graph, for train --base and export.")
        private boolean train;

        @Option(names = "--all", description = "Download the weights and both graphs.")
        private boolean all;
    }

    private final Console console;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "ID", description = "The model: ORG/NAME or ORG/NAME@REVISION.")
    private String id = "";

    @Option(
            names = "--revision",
            paramLabel = "R",
            description = "A branch, a tag, refs/pr/N or a commit. Default: main.")
    private @Nullable String revision;

    @ArgGroup(exclusive = true)
    private Purpose purpose = new Purpose();

    /**
     * The command with its default options.
     *
     * @param console the streams of the process
     */
    public PullCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        console.println("%s", new FolderResolver(console).pull(id(), selection()));
        return ExitCode.DONE;
    }

    private HubModelId id() {
        if (revision != null && id.contains("@")) {
            throw new ParameterException(
                    spec.commandLine(), "found both '" + id + "' and --revision, expected one revision");
        }
        try {
            return revision == null ? HubModelId.parse(id) : new HubModelId(id, revision);
        } catch (IllegalArgumentException wrong) {
            throw new ParameterException(spec.commandLine(), String.valueOf(wrong.getMessage()), wrong);
        }
    }

    private FileSelection selection() {
        if (purpose.all) {
            return FileSelection.all();
        }
        if (purpose.train) {
            return FileSelection.train();
        }
        return FileSelection.classify(purpose.precision);
    }
}
