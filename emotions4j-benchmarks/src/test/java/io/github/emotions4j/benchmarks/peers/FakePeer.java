package io.github.emotions4j.benchmarks.peers;

import io.github.emotions4j.benchmarks.JavaCommand;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A peer's process that answers without a model: half a second for any number of texts. */
final class FakePeer {

    private FakePeer() {}

    static List<String> command(String... arguments) {
        return JavaCommand.of(FakePeer.class.getName(), List.of(arguments));
    }

    public static void main(String[] arguments) throws IOException {
        if (arguments.length > 0) {
            System.err.write("Traceback\nno module named torch\n".getBytes(StandardCharsets.UTF_8));
            System.exit(1);
        }
        say("{\"versions\": {\"fake\": \"1.2\"}}");
        BufferedReader requests = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = requests.readLine(); line != null; line = requests.readLine()) {
            if (line.contains("refused")) {
                say("{\"error\": \"cannot do that\\nstack\"}");
            } else if (line.contains("dies")) {
                System.exit(7);
            } else {
                say("{\"seconds\": 0.5, \"latenciesMs\": [3, 1, 2], \"scores\": [[0.25, 0.5]]}");
            }
        }
    }

    private static void say(String line) throws IOException {
        System.out.write((line + "\n").getBytes(StandardCharsets.UTF_8));
        System.out.flush();
    }
}
