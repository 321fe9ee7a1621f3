package io.github.emotions4j.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TerminalsTest {

    @Test
    void takesTheLaunchersWord() {
        assertThat(Terminals.ofDescriptors("02")).isEqualTo(new Terminals(true, false, true));
        assertThat(Terminals.ofDescriptors("")).isEqualTo(Terminals.none());
    }
}
