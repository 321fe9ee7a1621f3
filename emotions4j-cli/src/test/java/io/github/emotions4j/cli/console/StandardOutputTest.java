package io.github.emotions4j.cli.console;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import org.junit.jupiter.api.Test;

class StandardOutputTest {

    @Test
    void aReaderThatWentAwayIsToldFromOtherFailures() {
        OutputStream closed = new StandardOutput(new Failing("Broken pipe"));
        OutputStream full = new StandardOutput(new Failing("No space left on device"));

        assertThatThrownBy(() -> closed.write(new byte[3])).isInstanceOf(ClosedPipeException.class);
        assertThatThrownBy(() -> full.write(new byte[3]))
                .isNotInstanceOf(ClosedPipeException.class)
                .hasMessage("writing to standard output failed: No space left on device");
    }

    private static final class Failing extends OutputStream {

        private final String message;

        Failing(String message) {
            this.message = message;
        }

        @Override
        public void write(int value) throws IOException {
            throw new IOException(message);
        }
    }
}
