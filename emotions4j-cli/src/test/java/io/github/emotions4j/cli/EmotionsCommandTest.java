package io.github.emotions4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.emotions4j.core.ModelFormatException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EmotionsCommandTest {

    @Test
    void printsTheVersion() {
        CommandRun run = new CommandRun().run("--version");

        assertThat(run.output()).matches("emotions4j \\d+\\.\\d+\\.\\d+(-SNAPSHOT)?\n");
        assertThat(run.exitCode()).isZero();
    }

    @Test
    void helpListsCommandsAndExamplesOnStandardOutput() {
        CommandRun run = new CommandRun().run("--help");

        assertThat(run.output()).contains("classify", "Examples:", "Exit codes: 0 done, 1 failed, 2 wrong usage");
        assertThat(run.exitCode()).isZero();
        assertThat(run.error()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "classify",
                "evaluate",
                "tune",
                "data",
                "data stats",
                "data download",
                "pull",
                "train",
                "export",
                "quantize"
            })
    void helpOfEachCommandHasAnExample(String command) {
        CommandRun run = new CommandRun().run((command + " --help").split(" "));

        assertThat(run.output()).containsPattern("Examples?:\n  emotions " + command);
        assertThat(run.exitCode()).isZero();
    }

    @Test
    void noCommandAndAnUnknownCommandAreWrongUsage() {
        CommandRun none = new CommandRun().run();
        CommandRun unknown = new CommandRun().run("classfy", "x");

        assertThat(List.of(none.exitCode(), unknown.exitCode())).containsOnly(2);
        assertThat(none.error()).startsWith("emotions: no command given").hasLineCount(1);
        assertThat(unknown.error()).contains("classfy").hasLineCount(1);
    }

    @Test
    void aDamagedModelIsOneLineEvenIfItsMessageHasMore() {
        CommandRun run = new CommandRun()
                .models((folder, options) -> {
                    throw new ModelFormatException("no model.onnx in /a,\n  expected one");
                })
                .run("classify", "x");

        assertThat(run.error()).isEqualTo("emotions: no model.onnx in /a, expected one\n");
        assertThat(run.exitCode()).isEqualTo(1);
    }

    @Test
    void aProgrammingErrorSaysHowToFindIt() {
        CommandRun run = new CommandRun()
                .models((folder, options) -> {
                    throw new ArithmeticException("/ by zero");
                })
                .run("classify", "x");

        assertThat(run.error())
                .isEqualTo("emotions: unexpected java.lang.ArithmeticException: / by zero; --stacktrace shows where\n");
        assertThat(run.exitCode()).isEqualTo(1);
    }

    @Test
    void missingNativesAreOneLine() {
        CommandRun run = new CommandRun()
                .models((folder, options) -> {
                    throw new UnsatisfiedLinkError("no onnxruntime in java.library.path");
                })
                .run("classify", "x");

        assertThat(run.error()).contains("no onnxruntime in java.library.path").hasLineCount(1);
        assertThat(run.exitCode()).isEqualTo(1);
    }
}
