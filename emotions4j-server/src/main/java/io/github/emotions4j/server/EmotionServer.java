package io.github.emotions4j.server;

import io.github.emotions4j.onnx.BatchListener;
import io.github.emotions4j.onnx.OnnxEmotionClassifier;
import io.github.emotions4j.server.internal.http.AccessLog;
import io.github.emotions4j.server.internal.http.HttpServer;
import io.github.emotions4j.server.internal.inference.ModelRegistry;
import io.github.emotions4j.server.internal.inference.OnnxServedModel;
import io.github.emotions4j.server.internal.inference.QueuedInference;
import io.github.emotions4j.server.internal.inference.ServedModel;
import io.github.emotions4j.server.internal.inference.TokenQueue;
import io.github.emotions4j.server.internal.metrics.MetricsRoutes;
import io.github.emotions4j.server.internal.metrics.ServerMetrics;
import io.github.emotions4j.server.internal.page.PageRoutes;
import io.github.emotions4j.server.internal.protocol.ProtocolRoutes;
import io.github.emotions4j.server.internal.protocol.ServerInfo;
import io.github.emotions4j.server.internal.routing.Route;
import java.io.IOException;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Serves models by HTTP: the routes of Hugging Face, text-embeddings-inference, vLLM and Open Inference v2, its own
 * {@code /v1/emotions}, metrics, and a page for people at {@code /}.
 *
 * <pre>{@code
 * try (OnnxEmotionClassifier classifier = OnnxEmotionClassifier.embedded(OnnxOptions.defaults());
 *         EmotionServer server = EmotionServer.builder().model("embedded", classifier).start()) {
 *     URI page = server.uri();
 *     server.awaitStop();
 * }
 * }</pre>
 *
 * <p>Requests of all clients share the batches of a model. A request that does not fit into the queue gets 429 at once.
 *
 * <p>Thread-safe. Holds a port and threads: {@link #close()} it. The classifiers belong to the caller, who closes them
 * after the server.
 */
public final class EmotionServer implements AutoCloseable {

    private static final List<String> WARM_UP_TEXTS = List.of(
            "Thanks, that made me laugh!", "I am not having a great day", "What?", "The meeting is at three o'clock.");

    private static final int WARM_UP_ROUNDS = 5;

    private final HttpServer http;
    private final ServerOptions options;
    private final ModelRegistry models;
    private final Map<ServedModel, BatchListener> batchListeners;
    private final AtomicBoolean ready = new AtomicBoolean();
    private final CountDownLatch stopped = new CountDownLatch(1);

    private EmotionServer(Builder builder) {
        options = builder.options;
        models = new ModelRegistry(List.copyOf(builder.models.values()));
        TokenQueue queue = new TokenQueue(options.queueTokens());
        ServerMetrics metrics = new ServerMetrics(queue, models.models(), version());
        batchListeners = batchListeners(models, metrics);
        QueuedInference.Limits limits =
                new QueuedInference.Limits(options.maxTextsPerRequest(), options.maxCharactersPerText());
        QueuedInference inference = new QueuedInference(limits, queue, metrics::scored);
        ServerInfo info = new ServerInfo(
                version(), options.maxConnections(), options.queueTokens(), options.maxTextsPerRequest());
        List<Route> routes = Stream.of(
                        ProtocolRoutes.routes(models, inference, ready::get, info),
                        PageRoutes.routes(),
                        MetricsRoutes.routes(metrics))
                .flatMap(List::stream)
                .toList();
        http = new HttpServer(options, routes, queue, new ServerEvents(metrics, builder.accessLog.map(AccessLog::new)));
        batchListeners.forEach(ServedModel::addBatchListener);
    }

    private static Map<ServedModel, BatchListener> batchListeners(ModelRegistry models, ServerMetrics metrics) {
        return models.models().stream()
                .collect(Collectors.toMap(model -> model, model -> batch -> metrics.batchEnded(model.name(), batch)));
    }

    private static String version() {
        String version = EmotionServer.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }

    /**
     * Begins a server.
     *
     * @return a builder without a model
     */
    public static Builder builder() {
        return new Builder();
    }

    private void start() throws IOException {
        boolean complete = false;
        try {
            http.start();
            models.models().forEach(EmotionServer::warmUp);
            complete = true;
            ready.set(true);
        } finally {
            if (!complete) {
                close();
            }
        }
    }

    /** The first runs are slower: native memory is taken, Java compiles, batches are checked. */
    private static void warmUp(ServedModel model) {
        for (int round = 0; round < WARM_UP_ROUNDS; round++) {
            model.classify(WARM_UP_TEXTS);
            model.classify(WARM_UP_TEXTS.subList(0, 1));
        }
    }

    /**
     * The port that the server listens on.
     *
     * @return a port from 1 to 65535, the chosen one where the options ask for any
     */
    public int port() {
        return http.port();
    }

    /**
     * The address of the page and of the routes.
     *
     * @return such as {@code http://127.0.0.1:8080/}
     */
    public URI uri() {
        String host = options.host().contains(":") ? "[" + options.host() + "]" : options.host();
        return URI.create("http://" + host + ":" + port() + "/");
    }

    /**
     * Waits until another thread closes the server.
     *
     * @throws InterruptedException if the thread is interrupted before
     */
    public void awaitStop() throws InterruptedException {
        stopped.await();
    }

    /**
     * Stops: readiness turns false, new requests are refused, those under way are answered as long as
     * {@link ServerOptions#stopTimeout()} allows. Closing twice does nothing.
     */
    @Override
    public void close() {
        ready.set(false);
        http.close();
        batchListeners.forEach(ServedModel::removeBatchListener);
        stopped.countDown();
    }

    /** Collects what a server needs; not thread-safe. */
    public static final class Builder {

        private final Map<String, ServedModel> models = new LinkedHashMap<>();
        private ServerOptions options = ServerOptions.defaults();
        private Optional<Consumer<String>> accessLog = Optional.empty();

        private Builder() {}

        /**
         * Serves a classifier under a name. The first one answers requests that name no model.
         *
         * @param name such as {@code embedded} or {@code ORG/NAME}: letters, digits, {@code . _ -} and {@code /}
         * @param classifier stays open as long as the server
         * @return this builder
         * @throws IllegalArgumentException if the name has other characters or is taken
         */
        public Builder model(String name, OnnxEmotionClassifier classifier) {
            Objects.requireNonNull(classifier, "classifier");
            if (!name.matches("[A-Za-z0-9._-]+(/[A-Za-z0-9._-]+)?")) {
                throw new IllegalArgumentException("found model name '" + name
                        + "', expected letters, digits, '.', '_' and '-', with at most one '/' between them");
            }
            if (models.putIfAbsent(name, new OnnxServedModel(name, classifier)) != null) {
                throw new IllegalArgumentException("found two models with the name '" + name + "'");
            }
            return this;
        }

        /**
         * Sets address, limits and access.
         *
         * @param options default {@link ServerOptions#defaults()}
         * @return this builder
         */
        public Builder options(ServerOptions options) {
            this.options = Objects.requireNonNull(options, "options");
            return this;
        }

        /**
         * Turns the access log on: a JSON object for each request, without texts, queries and keys.
         *
         * @param lines gets each line without its end, in the threads of the requests; thread-safe
         * @return this builder
         */
        public Builder accessLog(Consumer<String> lines) {
            accessLog = Optional.of(lines);
            return this;
        }

        /**
         * Opens the port, runs some texts to warm up, and is ready.
         *
         * @return the running server, to be closed by the caller
         * @throws IllegalArgumentException if no model was given
         * @throws IOException if the address cannot be used; the message names it
         */
        public EmotionServer start() throws IOException {
            EmotionServer server = new EmotionServer(this);
            server.start();
            return server;
        }
    }
}
