package io.github.emotions4j.hub;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;

/** A pull in a process of its own: {@code ENDPOINT CACHE ID}. Prints the folder. */
public final class PullProcess {

    private final Process process;

    private PullProcess(Process process) {
        this.process = process;
    }

    public static void main(String[] arguments) throws IOException {
        Map<String, String> variables = Map.of("HF_ENDPOINT", arguments[0], "HF_HUB_CACHE", arguments[1]);
        Path folder =
                HubModels.ofEnvironment(variables).pull(arguments[2], FileSelection.classify(), PullListener.silent());
        System.out.write(folder.toString().getBytes(StandardCharsets.UTF_8));
        System.out.flush();
    }

    static PullProcess start(String endpoint, Path cache, String id) throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return new PullProcess(new ProcessBuilder(
                        java,
                        "-cp",
                        System.getProperty("java.class.path"),
                        PullProcess.class.getName(),
                        endpoint,
                        cache.toString(),
                        id)
                .redirectErrorStream(true)
                .start());
    }

    /** What it printed, once it has ended. */
    String output() throws IOException, InterruptedException {
        try (InputStream output = process.getInputStream()) {
            String text = new String(output.readAllBytes(), StandardCharsets.UTF_8);
            process.waitFor();
            return text;
        }
    }

    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }
}
