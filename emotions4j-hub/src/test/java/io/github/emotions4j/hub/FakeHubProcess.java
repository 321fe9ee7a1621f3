package io.github.emotions4j.hub;

import io.github.emotions4j.fixtures.FakeHub;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * Runs the fake hub as a process, for {@code check_hub_cache.py}. It writes the files of its one model to the given
 * folder and prints the endpoint, the commit and the id. For each line of standard input it prints the number of files
 * that were downloaded since the last line. It stops at the end of standard input.
 */
public final class FakeHubProcess {

    private FakeHubProcess() {}

    public static void main(String[] arguments) throws IOException {
        try (FakeHub hub = FakeHub.start();
                BufferedReader input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            Map<String, byte[]> files = PulledModel.files();
            String commit = hub.commit(PulledModel.ID, "main", files);
            hub.commit(PulledModel.ID, "refs/pr/1", files);
            write(Path.of(arguments[0]), files);
            print(hub.endpoint() + " " + commit + " " + PulledModel.ID);
            while (input.readLine() != null) {
                print(String.valueOf(hub.requests().stream()
                        .filter(FakeHubProcess::isDownload)
                        .count()));
                hub.forgetRequests();
            }
        }
    }

    // A large file has one request to the hub, which redirects, and one to the CDN; Python leaves the first out.
    private static boolean isDownload(FakeHub.Request request) {
        return request.method().equals("GET")
                && (request.cdn() || request.path().matches(".*/resolve/.*\\.(json|md|txt)"));
    }

    private static void write(Path folder, Map<String, byte[]> files) throws IOException {
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            Path target = folder.resolve(file.getKey());
            Files.createDirectories(target.getParent());
            Files.write(target, file.getValue());
        }
    }

    private static void print(String line) {
        System.out.write((line + "\n").getBytes(StandardCharsets.UTF_8), 0, line.length() + 1);
        System.out.flush();
    }
}
