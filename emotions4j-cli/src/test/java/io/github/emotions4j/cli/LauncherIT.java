package io.github.emotions4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.emotions4j.fixtures.Fixtures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Runs the launcher itself, with a Maven that hands out this build's jars instead of building. */
@EnabledOnOs({OS.LINUX, OS.MAC})
class LauncherIT {

    private static final String VERSION = "emotions4j \\d+\\.\\d+\\.\\d+(-SNAPSHOT)?\n";

    private Path folder = Path.of("");
    private Clone clone;

    LauncherIT(@TempDir Path folder) throws IOException {
        this.folder = folder;
        this.clone = new Clone(folder);
    }

    @BeforeEach
    void hasNotBuiltYet() throws IOException {
        assertThat(clone.mavenCalls()).isEmpty();
    }

    @Test
    void buildsOnceAndThenStartsWithoutMaven() throws Exception {
        Clone.Result first = clone.run("--version");
        Clone.Result second = clone.run("--version");

        assertThat(first.error()).isEqualTo("emotions: building (the first time, about a minute)...\n");
        assertThat(first.output()).matches(VERSION);
        assertThat(second).isEqualTo(new Clone.Result(0, first.output(), ""));
        assertThat(clone.mavenCalls()).hasSize(1).first().asString().contains("-P fast,launcher ", "test.skip=true");
    }

    @Test
    void buildsAgainWhenASourceAPomOrAListOfFilesIsNewer() throws Exception {
        clone.run("--version");
        for (String file : List.of("pom.xml", "emotions4j-cli/pom.xml", "emotions4j-cli/src/main/java/B.java")) {
            clone.write(file, "changed");
            assertThat(clone.run("--version").error()).contains("a source is newer");
        }
        Files.delete(clone.file("emotions4j-cli/src/main/java/B.java"));
        assertThat(clone.run("--version").error()).contains("a source is newer");

        assertThat(clone.run("--version").error()).isEmpty();
        assertThat(clone.mavenCalls()).hasSize(5);
    }

    @Test
    void buildsAgainWhenAJarHasGone() throws Exception {
        clone.run("--version");
        try (Stream<Path> kept = Files.walk(clone.file("emotions4j-cli/target/launcher"))) {
            for (Path jar :
                    kept.filter(file -> file.toString().endsWith("cli-1.jar")).toList()) {
                Files.delete(jar);
            }
        }

        assertThat(clone.run("--version").output()).matches(VERSION);
        assertThat(clone.mavenCalls()).hasSize(2);
    }

    @Test
    void callsAtTheSameTimeShareOneBuild() throws Exception {
        clone.set("FAKE_MAVEN_SECONDS", "1");
        List<Process> processes = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            processes.add(clone.start(clone.launcher(), folder, "--version"));
        }

        for (Process process : processes) {
            assertThat(Clone.finish(process).output()).matches(VERSION);
        }
        assertThat(clone.mavenCalls()).hasSize(1);
    }

    @Test
    void takesOverTheLockOfABuildThatWasKilled() throws Exception {
        Process dead = new ProcessBuilder("true").start();
        dead.waitFor();
        clone.write("emotions4j-cli/target/launcher/lock/pid", dead.pid() + "\n");

        assertThat(clone.run("--version").output()).matches(VERSION);
    }

    @Test
    void aFailedBuildIsOneLineThatNamesErrorAndLogAndTheNextCallTriesAgain() throws Exception {
        clone.set("FAKE_MAVEN_ERROR", "A.java:[1,1] class expected");
        Clone.Result failed = clone.run("--version");
        clone.set("FAKE_MAVEN_ERROR", "");
        Clone.Result mended = clone.run("--version");

        assertThat(failed.exitCode()).isEqualTo(1);
        assertThat(failed.output()).isEmpty();
        assertThat(failed.error().lines().skip(1))
                .containsExactly("emotions: the build failed: A.java:[1,1] class expected; the whole log is "
                        + clone.file("emotions4j-cli/target/launcher/build.log").toRealPath());
        assertThat(mended.output()).matches(VERSION);
    }

    @Test
    void refusesAJavaThatIsTooOldOrMissing() throws Exception {
        Clone.executable(folder.resolve("old/bin/java"), "#!/bin/sh\necho 'openjdk version \"11.0.2\" 2019' >&2\n");
        clone.set("JAVA_HOME", folder.resolve("old").toString());
        Clone.Result old = clone.run("--version");
        clone.set("JAVA_HOME", folder.resolve("nowhere").toString());
        Clone.Result missing = clone.run("--version");

        assertThat(List.of(old.exitCode(), missing.exitCode())).containsOnly(1);
        assertThat(old.error()).contains("old/bin/java is Java 11; expected a JDK 17 or newer");
        assertThat(missing.error()).contains("nowhere, which holds no bin/java");
    }

    @Test
    void onlyTrainingAndTheCheckOfAnExportAskForLibtorch() throws Exception {
        clone.run("classify", "--help");
        clone.run("classify", "train");
        clone.run("train", "--help");
        clone.run("export", "--model", "none", "--no-check");
        assertThat(clone.mavenCalls()).hasSize(1);

        clone.run("--stacktrace", "train", "--base", "x");

        assertThat(clone.mavenCalls()).hasSize(2);
        assertThat(clone.mavenCalls().get(1)).contains("-P fast,launcher,training-natives ");
    }

    @Test
    void worksThroughALinkFromAnyFolderInAnyLocale() throws Exception {
        Path link = Files.createSymbolicLink(folder.resolve("link"), clone.launcher());
        Path model = Fixtures.tinyBert(folder.resolve("tiny model"));
        clone.set("LC_ALL", "C");

        Clone.Result result = Clone.finish(clone.start(
                link, folder, "classify", "--model", "tiny model", "--format=csv", "--top-k=1", "Grüße 😀"));

        assertThat(result.output().lines().toList())
                .hasSize(2)
                .last()
                .asString()
                .startsWith("Grüße 😀,");
        assertThat(result.exitCode()).isZero();
        assertThat(model).isDirectory();
    }

    @Test
    void aReaderThatStopsIsNoError() throws Exception {
        Path model = Fixtures.tinyBert(folder.resolve("tiny"));
        Path texts = folder.resolve("texts");
        Files.writeString(
                texts, IntStream.range(0, 20_000).mapToObj(i -> i + "\n").collect(Collectors.joining()));
        Path script = Clone.executable(
                folder.resolve("head.sh"),
                "#!/bin/sh\n{ \"$1\" classify --model \"$2\" --file \"$3\" --format jsonl; echo $? >&2; }"
                        + " | head -n 1\n");

        clone.run("--version");
        Clone.Result result = Clone.finish(
                clone.start(script, folder, clone.launcher().toString(), model.toString(), texts.toString()));

        assertThat(result.output().lines().toList()).hasSize(1);
        assertThat(result.error())
                .startsWith("emotions: " + model + " runs in fp32, by ")
                .endsWith("model.onnx\n0\n")
                .hasLineCount(2);
    }

    @Test
    void passesOptionsToJavaAndMaven() throws Exception {
        clone.set("EMOTIONS_MAVEN_ARGS", "-o -Dfoo=bar");
        clone.set("EMOTIONS_JAVA_OPTS", "-XX:+PrintFlagsFinal -Xmx77m");

        Clone.Result result = clone.run("--version");

        assertThat(clone.mavenCalls()).first().asString().contains(" -o -Dfoo=bar ");
        assertThat(result.output()).containsPattern("MaxHeapSize +\\s+= 8[01]\\d+ ");
    }
}
