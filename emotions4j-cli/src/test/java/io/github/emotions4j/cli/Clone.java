package io.github.emotions4j.cli;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * A folder that looks like a clone to the launcher, with a Maven that does not build: it notes that it was called and
 * hands out the jar and the class path of this very build.
 */
final class Clone {

    private static final String FAKE_MAVEN = """
            #!/bin/sh
            echo "$*" >>"$FAKE_MAVEN_CALLS"
            sleep "${FAKE_MAVEN_SECONDS:-0}"
            if [ -n "${FAKE_MAVEN_ERROR:-}" ]; then
              echo "[ERROR] $FAKE_MAVEN_ERROR"
              exit 1
            fi
            echo "[INFO] Building emotions4j-cli 1    [1/1]"
            mkdir -p emotions4j-cli/target/launcher
            cp "$FAKE_MAVEN_JAR" emotions4j-cli/target/emotions4j-cli-1.jar
            printf '%s' "$FAKE_MAVEN_CLASS_PATH" >emotions4j-cli/target/launcher/maven-class-path
            """;

    private final Path root;
    private final Path calls;
    private final Map<String, String> environment = new TreeMap<>();

    Clone(Path folder) throws IOException {
        root = Files.createDirectories(folder.resolve("my clone"));
        calls = folder.resolve("maven-calls");
        Files.copy(Path.of("..", "emotions"), launcher(), StandardCopyOption.COPY_ATTRIBUTES);
        write("pom.xml", "<project/>");
        write("emotions4j-cli/pom.xml", "<project/>");
        write("emotions4j-cli/src/main/java/A.java", "class A {}");
        Path bin = executable(folder.resolve("bin/mvn"), FAKE_MAVEN)
                .toAbsolutePath()
                .getParent();
        environment.put("PATH", bin + File.pathSeparator + System.getenv("PATH"));
        environment.put("JAVA_HOME", System.getProperty("java.home"));
        environment.put("FAKE_MAVEN_CALLS", calls.toString());
        environment.put("FAKE_MAVEN_JAR", System.getProperty("emotions.jar"));
        environment.put("FAKE_MAVEN_CLASS_PATH", classPath());
    }

    /** What a call of the launcher gave. */
    record Result(int exitCode, String output, String error) {}

    Path launcher() {
        return root.resolve("emotions");
    }

    Path file(String name) {
        return root.resolve(name);
    }

    void write(String name, String content) throws IOException {
        Path file = file(name);
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.writeString(file, content);
    }

    void set(String variable, String value) {
        environment.put(variable, value);
    }

    /** What Maven was told, a line per call. */
    List<String> mavenCalls() throws IOException {
        return Files.exists(calls) ? Files.readAllLines(calls) : List.of();
    }

    static Path executable(Path file, String script) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.writeString(file, script);
        if (!file.toFile().setExecutable(true)) {
            throw new IOException("cannot make " + file + " executable");
        }
        return file;
    }

    Result run(String... arguments) throws IOException, InterruptedException {
        return finish(start(launcher(), Path.of("").toAbsolutePath(), arguments));
    }

    Process start(Path launcher, Path workingFolder, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(launcher.toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).directory(workingFolder.toFile());
        builder.environment().putAll(environment);
        Process process = builder.start();
        process.getOutputStream().close();
        return process;
    }

    static Result finish(Process process) throws IOException, InterruptedException {
        // Both are small enough for the pipes' buffers.
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        String error = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            throw new IOException("the launcher did not end: " + error);
        }
        return new Result(process.exitValue(), output, error);
    }

    private static String classPath() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> entry.endsWith(".jar"))
                .filter(entry -> !Path.of(entry).getFileName().toString().startsWith("emotions4j-cli"))
                .collect(Collectors.joining(File.pathSeparator));
    }
}
