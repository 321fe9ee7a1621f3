package io.github.emotions4j.benchmarks.command;

import io.github.emotions4j.benchmarks.Processor;
import io.github.emotions4j.benchmarks.peers.ComparisonOptions;
import io.github.emotions4j.benchmarks.peers.ComparisonReport;
import io.github.emotions4j.benchmarks.peers.PeerComparison;
import io.github.emotions4j.benchmarks.peers.PeerModel;
import io.github.emotions4j.benchmarks.peers.Tool;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code run peers}: this library and other tools on the same weights and texts. */
@Command(
        name = "peers",
        mixinStandardHelpOptions = true,
        description = "Compares emotions4j with transformers, Optimum, ONNX Runtime, transformers.js and DJL.",
        footer = {
            "",
            "The first run sets the peers up (Python packages, Node packages, DJL) and makes the models. A peer that",
            "cannot run is listed as missing, with the reason. Writes JSON, and Markdown and a plot beside it.",
            "",
            "Examples:",
            "  run peers --python ~/venv/bin/python",
            "  run peers --models roberta-base --tools emotions4j,python --at-once 1,32,300",
            "  run peers --models embedded --texts 100 --repeats 1 --seconds 1 --output /tmp/peers.json"
        })
final class PeersCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private Folders folders = new Folders();

    @Mixin
    private ComparedTexts texts = new ComparedTexts();

    @Option(
            names = "--python",
            paramLabel = "FILE",
            description = "A Python that has what peers/python/requirements.txt lists. Default: one that is made.")
    private @Nullable Path python;

    @Option(
            names = "--models",
            split = ",",
            paramLabel = "embedded|bert-6x384|roberta-base",
            converter = ModelName.class,
            description = "Which models. Default: all three.")
    private List<PeerModel> models = List.of(PeerModel.values());

    @Option(
            names = "--tools",
            split = ",",
            paramLabel = "emotions4j|python|node|djl",
            description = "Which tools. Default: all four.")
    private List<Tool> tools = List.of(Tool.values());

    @Option(names = "--repeats", paramLabel = "N", description = "How often each setting runs. Default: 3.")
    private int repeats = 3;

    @Option(
            names = "--seconds",
            paramLabel = "S",
            description = "A setting that would take longer over all texts gets as many as fit. Default: 6.")
    private double seconds = 6;

    @Option(
            names = "--at-once",
            paramLabel = "N",
            split = ",",
            description = "Also give each tool lists of N texts, one list after the other. Default: 32.")
    private List<Integer> atOnce = List.of(32);

    @Option(
            names = "--no-products",
            description = "Leave out bare matrix products and the first answer of the command line.")
    private boolean withoutProducts;

    @Option(
            names = "--output",
            paramLabel = "FILE",
            description = "The JSON file. Default: docs/lab/benchmarks/peers-vnni.json, or peers-avx2.json without"
                    + " INT8 dot products.")
    private @Nullable Path output;

    @Override
    public Integer call() throws IOException, InterruptedException {
        PrintWriter log = spec.commandLine().getErr();
        Path result = folders.result(output, Processor.current().hasDotProduct() ? "peers-vnni" : "peers-avx2");
        List<String> compared = texts.read();
        requireTextsForLists(compared.size());
        Files.createDirectories(result.getParent());
        PeerComparison.run(
                folders.root(),
                folders.work(),
                Optional.ofNullable(python).map(file -> file.toAbsolutePath().normalize()),
                new ComparisonOptions(models, tools, repeats, seconds, atOnce, !withoutProducts),
                compared,
                result,
                message -> {
                    log.println(message);
                    log.flush();
                });
        spec.commandLine().getOut().println(ComparisonReport.write(result));
        log.println("wrote " + result);
        return 0;
    }

    private void requireTextsForLists(int available) {
        for (int wanted : atOnce) {
            if (wanted < 1 || wanted > available) {
                throw new ParameterException(
                        spec.commandLine(),
                        "--at-once: found " + wanted + ", expected from 1 to the number of texts, " + available);
            }
        }
    }

    /** A model by the name that users know. */
    static final class ModelName implements picocli.CommandLine.ITypeConverter<PeerModel> {

        @Override
        public PeerModel convert(String name) {
            for (PeerModel model : PeerModel.values()) {
                if (model.toString().equals(name)) {
                    return model;
                }
            }
            throw new picocli.CommandLine.TypeConversionException(
                    "found '" + name + "', expected embedded, bert-6x384 or roberta-base");
        }
    }
}
