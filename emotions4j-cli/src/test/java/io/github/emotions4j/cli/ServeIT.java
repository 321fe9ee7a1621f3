package io.github.emotions4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** {@code emotions serve} as a process of its own. */
@Timeout(120)
class ServeIT {

    @Test
    @DisabledOnOs(OS.WINDOWS) // its processes get no SIGTERM
    void printsItsAddressAnswersAndEndsWith0AtSigterm(@TempDir Path folder) throws Exception {
        Path log = folder.resolve("log");
        Path key = Files.writeString(folder.resolve("key"), "the-key\n");
        Process server = start(log, "--port", "0", "--api-key-file", key.toString());
        try (BufferedReader output = server.inputReader(StandardCharsets.UTF_8)) {
            String line = output.readLine();
            assertThat(line).startsWith("emotions: ready at http://127.0.0.1:");
            URI address = URI.create(line.substring(line.indexOf("http")));

            assertThat(post(address, "Bearer the-key").body()).contains("gratitude");
            assertThat(post(address, "Bearer other").statusCode()).isEqualTo(401);

            server.toHandle().destroy();
            assertThat(server.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(server.exitValue()).isZero();
            assertThat(output.readLine()).isNull();
            assertThat(Files.readString(log))
                    .contains("\"status\":200")
                    .contains("\"status\":401")
                    .doesNotContain("Thanks")
                    .doesNotContain("the-key");
        } finally {
            server.destroyForcibly();
        }
    }

    @Test
    @DisabledOnOs(OS.WINDOWS) // its processes get neither signal
    void secondSignalOfTheOtherKindEndsItAtOnce(@TempDir Path folder) throws Exception {
        Process server = start(folder.resolve("log"), "--port", "0");
        try (BufferedReader output = server.inputReader(StandardCharsets.UTF_8);
                Socket client = new Socket()) {
            String line = output.readLine();
            URI address = URI.create(line.substring(line.indexOf("http")));
            client.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), address.getPort()));
            // Long work is under way, so that a graceful stop waits.
            String text = "I was not sure. ".repeat(6000);
            String body = "{\"inputs\": [" + ("\"" + text + "\",").repeat(18) + "\"" + text + "\"]}";
            client.getOutputStream()
                    .write(("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: " + body.length() + "\r\n\r\n" + body)
                            .getBytes(StandardCharsets.US_ASCII));
            awaitRequest(address);

            server.toHandle().destroy();
            awaitRefusal(address);
            assertThat(server.isAlive()).isTrue();
            new ProcessBuilder("kill", "-INT", Long.toString(server.pid()))
                    .start()
                    .waitFor();

            assertThat(server.waitFor(3, TimeUnit.SECONDS)).isTrue();
            assertThat(server.exitValue()).isNotZero();
        } finally {
            server.destroyForcibly();
        }
    }

    private static void awaitRequest(URI address) throws Exception {
        HttpRequest metrics = HttpRequest.newBuilder(address.resolve("metrics")).build();
        String body = "";
        while (!body.contains("emotions4j_queue_requests 1")) {
            body = HttpClient.newHttpClient()
                    .send(metrics, HttpResponse.BodyHandlers.ofString())
                    .body();
        }
    }

    private static void awaitRefusal(URI address) throws InterruptedException {
        boolean accepts = true;
        while (accepts) {
            try (Socket probe = new Socket(InetAddress.getLoopbackAddress(), address.getPort())) {
                accepts = probe.isConnected();
                TimeUnit.MILLISECONDS.sleep(20);
            } catch (IOException refused) {
                accepts = false;
            }
        }
    }

    private static Process start(Path log, String... options) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "serve"));
        command.addAll(List.of(options));
        return new ProcessBuilder(command).redirectError(log.toFile()).start();
    }

    private static HttpResponse<String> post(URI address, String authorization) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(address)
                .header("Authorization", authorization)
                .POST(HttpRequest.BodyPublishers.ofString("{\"inputs\": \"Thanks!\"}"))
                .build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void wrongOptionsEndWith2AndName() {
        assertWrong("port", "--port", "99999");
        assertWrong("queueTokens", "--queue-tokens", "65537");
        assertWrong("maxBodyBytes", "--max-body-bytes", "2147483647");
        assertWrong("'https://a.example/'", "--cors-origin", "https://a.example/");
        assertWrong("two models with the name 'a'", "--model", "a=embedded", "--model", "a=embedded");
        assertWrong("mutually exclusive", "--api-key", "a", "--api-key-file", "b");
        CommandRun wrongKey = new CommandRun()
                .environment(Map.of("EMOTIONS4J_API_KEY", "not a key"))
                .run("serve");
        assertThat(wrongKey.exitCode()).isEqualTo(2);
        assertThat(wrongKey.error()).doesNotContain("not a key");
    }

    private static void assertWrong(String named, String... options) {
        CommandRun run = serve(options);
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.error()).contains(named).hasLineCount(1);
        assertThat(run.output()).isEmpty();
    }

    private static CommandRun serve(String... options) {
        List<String> arguments = new ArrayList<>(List.of("serve"));
        arguments.addAll(List.of(options));
        return new CommandRun().realModels().run(arguments.toArray(new String[0]));
    }

    @Test
    void failuresEndWith1AndOneLine() throws IOException {
        try (ServerSocket used = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertFails("127.0.0.1:" + used.getLocalPort(), "--port", Integer.toString(used.getLocalPort()));
        }
        assertFails("no file at no-such-key", "--api-key-file", "no-such-key");
        assertFails("no model folder at no-such/model/folder", "--model", "no-such/model/folder");
        assertFails("the embedded model has no graph in precision fp32", "--precision", "fp32");
    }

    private static void assertFails(String named, String... options) {
        CommandRun run = serve(options);
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.error()).contains(named).hasLineCount(1);
    }

    @Test
    void helpNamesOptionsAndRoutes() {
        CommandRun run = serve("--help");

        assertThat(run.exitCode()).isZero();
        assertThat(run.output()).contains("--queue-tokens", "--api-key-file", "POST /v1/emotions");
    }
}
