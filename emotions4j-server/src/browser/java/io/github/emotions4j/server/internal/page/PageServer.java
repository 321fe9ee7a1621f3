package io.github.emotions4j.server.internal.page;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.emotions4j.onnx.OnnxEmotionClassifier;
import io.github.emotions4j.onnx.OnnxOptions;
import io.github.emotions4j.server.internal.inference.ModelRegistry;
import io.github.emotions4j.server.internal.inference.OnnxServedModel;
import io.github.emotions4j.server.internal.protocol.Calls;
import io.github.emotions4j.server.internal.protocol.ProtocolRoutes;
import io.github.emotions4j.server.internal.protocol.ServerInfo;
import io.github.emotions4j.server.internal.routing.Response;
import io.github.emotions4j.server.internal.routing.Route;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The routes of the protocols and the page with the embedded model on a port of the loopback address.
 *
 * <p>Unlike the product it can be told to be busy, to be slow, and to want a key from now on. Thread-safe.
 */
final class PageServer implements AutoCloseable {

    /** The next requests for scores that get 429. */
    final AtomicInteger busy = new AtomicInteger();

    private final OnnxEmotionClassifier classifier;
    private final Calls calls;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newFixedThreadPool(4);
    private volatile String key = "";
    private volatile boolean held;

    PageServer() throws IOException {
        classifier = OnnxEmotionClassifier.embedded(OnnxOptions.defaults());
        ModelRegistry models = new ModelRegistry(List.of(new OnnxServedModel("embedded", classifier)));
        List<Route> protocols = ProtocolRoutes.routes(
                models, Calls.INFERENCE, () -> true, new ServerInfo("test", 512, 1024, 1000));
        calls = new Calls(
                Stream.concat(PageRoutes.routes().stream(), protocols.stream()).toList());
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/";
    }

    /** Requests for scores need a key from now on; empty for none. */
    void requireKey(String key) {
        this.key = key;
    }

    /** Requests for scores get no answer while they are held. */
    synchronized void hold(boolean held) {
        this.held = held;
        notifyAll();
    }

    @Override
    public void close() {
        hold(false);
        server.stop(0);
        threads.shutdownNow();
        classifier.close();
    }

    private void answer(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        Response response = response(exchange, body);
        response.headers().forEach(exchange.getResponseHeaders()::set);
        if (!response.contentType().isEmpty()) {
            exchange.getResponseHeaders().set("Content-Type", response.contentType());
        }
        int length = response.body().length;
        exchange.sendResponseHeaders(response.status(), length == 0 ? -1 : length);
        exchange.getResponseBody().write(response.body());
        exchange.close();
    }

    private Response response(HttpExchange exchange, byte[] body) {
        String path = exchange.getRequestURI().getPath();
        Map<String, String> headers = headers(exchange);
        if (path.startsWith("/v1/")) {
            waitWhileHeld();
            if (!key.isEmpty() && !headers.getOrDefault("authorization", "").equals("Bearer " + key)) {
                return error(401, "a key is missing or wrong");
            }
            if (path.equals("/v1/emotions") && busy.getAndUpdate(left -> Math.max(left - 1, 0)) > 0) {
                return error(429, "the queue is full").withHeader("Retry-After", "2");
            }
        }
        try {
            return calls.call(exchange.getRequestMethod(), path, body, headers);
        } catch (IllegalArgumentException e) {
            return error(404, "no such path");
        }
    }

    private synchronized void waitWhileHeld() {
        try {
            while (held) {
                wait();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Response error(int status, String message) {
        return Response.text(status, Response.JSON, "{\"error\":{\"message\":\"" + message + "\"}}");
    }

    private static Map<String, String> headers(HttpExchange exchange) {
        return exchange.getRequestHeaders().entrySet().stream()
                .collect(Collectors.toMap(
                        header -> header.getKey().toLowerCase(Locale.ROOT),
                        header -> header.getValue().get(0)));
    }
}
