package io.github.emotions4j.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class FirstAnswerTest {

    /** Answers late, or not at all. */
    static final class Program {

        private Program() {}

        public static void main(String[] arguments) throws InterruptedException, IOException {
            Thread.sleep(Long.parseLong(arguments[0]));
            if (arguments.length > 1) {
                System.err.write("first line\nit went wrong\n".getBytes(java.nio.charset.StandardCharsets.UTF_8));
                System.exit(3);
            }
            System.out.write("answer\nmore\n".getBytes(java.nio.charset.StandardCharsets.UTF_8));
            System.out.flush();
        }
    }

    private static List<String> command(String... arguments) {
        return JavaCommand.of(Program.class.getName(), List.of(arguments));
    }

    @Test
    void timesFreshProcessesUntilTheirFirstLine() throws IOException {
        Spread milliseconds = FirstAnswer.measure(command("100"), 2);

        assertThat(milliseconds.min()).isGreaterThan(100);
        assertThat(milliseconds.max()).isGreaterThanOrEqualTo(milliseconds.min());
    }

    @Test
    void aProcessThatFailsIsNoAnswer() {
        assertThatThrownBy(() -> FirstAnswer.measure(command("0", "fail"), 1))
                .isInstanceOf(IOException.class)
                .hasMessage("a fresh process gave no answer, exit code 3: it went wrong");
    }
}
