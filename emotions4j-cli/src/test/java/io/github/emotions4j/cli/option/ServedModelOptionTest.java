package io.github.emotions4j.cli.option;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ServedModelOptionTest {

    private static ServedModelOption read(String value) {
        return new ServedModelOption.Converter().convert(value);
    }

    @Test
    void nameIsThatOfTheFolderOrTheHub() {
        assertThat(read("/models/my reviews").name()).isEqualTo("my-reviews");
        assertThat(read("org/name@main").name()).isEqualTo("org/name");
        assertThat(read("org/name@main").model().folder()).contains(Path.of("org/name@main"));
        assertThat(read("embedded")).isEqualTo(ServedModelOption.EMBEDDED);
    }

    @Test
    void givenNameComesFirst() {
        assertThat(read("chats=/models/v2").name()).isEqualTo("chats");
        assertThat(read("chats=/models/v2").model().folder()).contains(Path.of("/models/v2"));
        assertThat(read("small=embedded").model().folder()).isEmpty();
    }
}
