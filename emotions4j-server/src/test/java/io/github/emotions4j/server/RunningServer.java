package io.github.emotions4j.server;

import io.github.emotions4j.onnx.OnnxEmotionClassifier;
import io.github.emotions4j.onnx.OnnxOptions;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;

/**
 * A server of the embedded model on a free port, its access log, and clients of it.
 *
 * <p>Thread-safe.
 */
final class RunningServer implements AutoCloseable {

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    final List<String> accessLog = new CopyOnWriteArrayList<>();
    final OnnxEmotionClassifier classifier;
    final EmotionServer server;

    RunningServer(UnaryOperator<ServerOptions.Builder> options) throws IOException {
        classifier = OnnxEmotionClassifier.embedded(OnnxOptions.defaults());
        server = EmotionServer.builder()
                .model("embedded", classifier)
                .model("second/model", classifier)
                .options(options.apply(ServerOptions.builder().port(0)).build())
                .accessLog(accessLog::add)
                .start();
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(server.uri() + path.substring(1)));
    }

    HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    HttpResponse<String> post(String path, String body) {
        return send(request(path).POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    HttpResponse<String> get(String path) {
        return send(request(path).GET());
    }

    /** What the server answers to these bytes until it closes the connection, or until it is silent for long. */
    String raw(String bytes) throws IOException {
        return raw(bytes.getBytes(StandardCharsets.ISO_8859_1));
    }

    String raw(byte[] bytes) throws IOException {
        try (Socket socket = connect()) {
            socket.setSoTimeout(8000);
            socket.getOutputStream().write(bytes);
            socket.getOutputStream().flush();
            return readAll(socket.getInputStream());
        }
    }

    /** What the server answers over HTTP/2 without encryption. */
    HttpResponse<String> http2(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpClient http2 = http2Client();
        return http2.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    /** A client whose connection already speaks HTTP/2: the first request only asks for it. */
    HttpClient http2Client() throws IOException, InterruptedException {
        HttpClient http2 =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_2).build();
        http2.send(request("/health").build(), HttpResponse.BodyHandlers.discarding());
        return http2;
    }

    Socket connect() throws IOException {
        return new Socket(InetAddress.getLoopbackAddress(), server.port());
    }

    InetSocketAddress address() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port());
    }

    static String readAll(InputStream input) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            input.transferTo(bytes);
        } catch (SocketTimeoutException silent) {
            bytes.write("[silent]".getBytes(StandardCharsets.US_ASCII));
        } catch (SocketException reset) {
            bytes.write("[reset]".getBytes(StandardCharsets.US_ASCII));
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    /** A good request still gets its scores. */
    boolean answers() {
        HttpResponse<String> response = post("/", "{\"inputs\": \"Thanks!\"}");
        return response.statusCode() == 200 && response.body().contains("gratitude");
    }

    @Override
    public void close() {
        server.close();
        classifier.close();
    }
}
