package io.github.emotions4j.modelfolder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.emotions4j.core.LabelSet;
import io.github.emotions4j.core.ModelFormatException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ThresholdsFileTest {

    private static final LabelSet LABELS = LabelSet.of("joy", "anger");
    private static final ThresholdsFile FILE = new ThresholdsFile(
            "f1",
            "dev",
            "ab".repeat(32),
            List.of(
                    new ThresholdsFile.Entry("joy", 0.123456789012345, 10, 0.5),
                    new ThresholdsFile.Entry("anger", 0.5, 0, 0)));

    @TempDir
    Path folder;

    private static void assertRefused(String json, String message) {
        assertThatThrownBy(() -> ThresholdsFile.parse(json.getBytes(StandardCharsets.UTF_8), "thresholds.json"))
                .isInstanceOf(ModelFormatException.class)
                .hasMessageContaining(message)
                .hasMessageContaining("thresholds.json");
    }

    @Test
    void readsBackWhatItWrote() throws IOException {
        FILE.write(folder.resolve("thresholds.json"));
        assertThat(ThresholdsFile.read(folder.resolve("thresholds.json"))).isEqualTo(FILE);
    }

    @Test
    void givesThresholdsInLabelOrder() {
        assertThat(FILE.toThresholds(LABELS, "thresholds.json").toArray()).containsExactly(0.123456789012345, 0.5);
    }

    @Test
    void refusesAnotherLabelSetOrRange() {
        assertThatThrownBy(() -> FILE.toThresholds(LabelSet.of("anger", "joy"), "thresholds.json"))
                .isInstanceOf(ModelFormatException.class)
                .hasMessageContaining("thresholds are for labels [joy, anger], expected [anger, joy]");
        ThresholdsFile wrong = new ThresholdsFile("f1", "dev", "", List.of(new ThresholdsFile.Entry("joy", 2, 0, 0)));
        assertThatThrownBy(() -> wrong.toThresholds(LabelSet.of("joy"), "thresholds.json"))
                .isInstanceOf(ModelFormatException.class)
                .hasMessageContaining("threshold of 'joy' is 2.0");
    }

    @Test
    void namesWhatIsWrongInTheFile() {
        assertRefused("not json", "no valid JSON");
        assertRefused("{}", "field 'labels' is missing");
        assertRefused("{\"labels\":[{\"label\":\"joy\"}]}", "field 'threshold' is missing");
        assertRefused("{\"labels\":[]}", "field 'objective' is missing");
    }
}
