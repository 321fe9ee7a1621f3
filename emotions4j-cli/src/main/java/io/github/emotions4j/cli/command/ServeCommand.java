package io.github.emotions4j.cli.command;

import io.github.emotions4j.cli.console.Console;
import io.github.emotions4j.cli.console.ExitCode;
import io.github.emotions4j.cli.console.StopSignals;
import io.github.emotions4j.cli.option.ModelOptions.PrecisionName;
import io.github.emotions4j.cli.option.ModelSource;
import io.github.emotions4j.cli.option.ServedModelOption;
import io.github.emotions4j.cli.option.ServerOptionsMixin;
import io.github.emotions4j.core.EmotionClassifier;
import io.github.emotions4j.modelfolder.GraphPrecision;
import io.github.emotions4j.onnx.LongTexts;
import io.github.emotions4j.onnx.OnnxEmotionClassifier;
import io.github.emotions4j.onnx.OnnxOptions;
import io.github.emotions4j.server.EmotionServer;
import io.github.emotions4j.server.ServerOptions;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code emotions serve}: models by HTTP. */
@Command(
        name = "serve",
        mixinStandardHelpOptions = true,
        description = "Serves models by HTTP: a page for people, and the routes that clients of Hugging Face,"
                + " text-embeddings-inference, vLLM and Open Inference v2 (Triton, KServe) speak.",
        footer = {
            "",
            "GET  /                          the page",
            "POST /                          Hugging Face: {\"inputs\": \"a text\"}; also /models/NAME",
            "POST /v1/emotions               ours: texts, thresholds, groups, windows; described by /openapi.json",
            "POST /predict                   text-embeddings-inference; also /info, /health, /metrics",
            "POST /classify                  vLLM and SGLang; also /v1/classify",
            "POST /v2/models/NAME/infer      Open Inference v2, JSON and binary tensors",
            "",
            "The address is printed on standard output when the server is ready, the access log on standard error:",
            "a JSON object per request, without texts. SIGTERM or Ctrl-C stops it after the requests under way.",
            "",
            "Examples:",
            "  emotions serve",
            "  emotions serve --port 0",
            "  emotions serve --host 0.0.0.0 --api-key-file /etc/emotions4j/key --model some-org/some-model",
            "  emotions serve --model reviews=models/reviews --model chats=models/chats",
            "  curl http://127.0.0.1:8080/ -d '{\"inputs\": \"I am not having a great day\"}'"
        })
public final class ServeCommand implements Callable<Integer> {

    private final Console console;
    private final ModelSource models;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--model",
            paramLabel = "[NAME=]DIR|ORG/NAME|embedded",
            converter = ServedModelOption.Converter.class,
            description = "A model folder, a model of the Hugging Face hub, or the embedded model, under a name for"
                    + " clients. May be repeated; the first one answers requests that name none. Default: embedded.")
    private List<ServedModelOption> served = List.of(ServedModelOption.EMBEDDED);

    @Option(
            names = "--precision",
            paramLabel = "int8|fp32",
            converter = PrecisionName.class,
            description = "Precision of the graphs. Default: int8 if a model has such a graph.")
    private GraphPrecision precision = GraphPrecision.AUTO;

    @Option(
            names = "--truncate",
            description = "Truncate texts beyond the token limit of the model, instead of classifying them in"
                    + " overlapping windows.")
    private boolean truncate;

    @Option(names = "--no-access-log", description = "Print no line for each request.")
    private boolean noAccessLog;

    @Mixin
    private ServerOptionsMixin options = new ServerOptionsMixin();

    /**
     * The command with its default options.
     *
     * @param console the streams of the process
     * @param models opens the models
     */
    public ServeCommand(Console console, ModelSource models) {
        this.console = console;
        this.models = models;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        EmotionServer.Builder builder = EmotionServer.builder().options(options());
        Deque<EmotionClassifier> open = new ArrayDeque<>();
        try {
            for (ServedModelOption model : served) {
                add(builder, model, open(model, open));
            }
            serve(builder);
        } finally {
            open.descendingIterator().forEachRemaining(EmotionClassifier::close);
        }
        return ExitCode.DONE;
    }

    private void add(EmotionServer.Builder builder, ServedModelOption model, OnnxEmotionClassifier classifier) {
        try {
            builder.model(model.name(), classifier);
        } catch (IllegalArgumentException takenName) {
            throw new ParameterException(spec.commandLine(), String.valueOf(takenName.getMessage()), takenName);
        }
    }

    private ServerOptions options() throws IOException {
        try {
            return options.toOptions(console.environment());
        } catch (IllegalArgumentException invalid) {
            throw new ParameterException(spec.commandLine(), String.valueOf(invalid.getMessage()), invalid);
        }
    }

    private OnnxEmotionClassifier open(ServedModelOption model, Deque<EmotionClassifier> open) throws IOException {
        OnnxOptions onnx = OnnxOptions.builder()
                .precision(precision)
                .longTexts(truncate ? LongTexts.BEGINNING : LongTexts.WINDOWS)
                .build();
        EmotionClassifier classifier = models.open(model.model(), onnx);
        open.add(classifier);
        if (classifier instanceof OnnxEmotionClassifier served) {
            return served;
        }
        throw new IllegalStateException("found a model that does not run on ONNX Runtime");
    }

    private void serve(EmotionServer.Builder builder) throws IOException, InterruptedException {
        if (!noAccessLog) {
            builder.accessLog(console.error()::println);
        }
        try (EmotionServer server = builder.start()) {
            StopSignals.onStop(server::close);
            console.println("%s", "emotions: ready at " + server.uri());
            console.output().flush();
            server.awaitStop();
        }
    }
}
