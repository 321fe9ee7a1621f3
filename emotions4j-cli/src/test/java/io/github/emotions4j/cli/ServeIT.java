package io.github.emotions4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
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
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** {@code emotions serve} as a process of its own. */
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
    void wrongOptionsEndWith2() {
        assertThat(new CommandRun().run("serve", "--port", "99999").exitCode()).isEqualTo(2);
        assertThat(new CommandRun()
                        .environment(Map.of("EMOTIONS4J_API_KEY", "not a key"))
                        .run("serve")
                        .exitCode())
                .isEqualTo(2);
    }
}
