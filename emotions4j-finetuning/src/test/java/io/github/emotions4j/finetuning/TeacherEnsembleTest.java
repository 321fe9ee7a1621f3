package io.github.emotions4j.finetuning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.emotions4j.core.LabelSet;
import io.github.emotions4j.core.ModelFormatException;
import io.github.emotions4j.core.Scores;
import io.github.emotions4j.fixtures.Fixtures;
import io.github.emotions4j.modelfolder.ModelConfig;
import io.github.emotions4j.modelfolder.ThresholdsFile;
import io.github.emotions4j.onnx.OnnxEmotionClassifier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TeacherEnsembleTest {

    private static final List<String> TEXTS = List.of("a good day", "", "what a mess");

    @TempDir
    Path temporary;

    private final List<String> heard = new ArrayList<>();
    private Path folder;
    private LabelSet labels;

    @BeforeEach
    void unpackTinyBert() throws IOException {
        folder = Fixtures.tinyBert(temporary.resolve("teacher"));
        labels = ModelConfig.read(folder).labels();
    }

    private List<float[]> logits(Path... folders) throws IOException {
        return new TeacherEnsemble(List.of(folders), temporary.resolve("cache")).logits(TEXTS, labels, heard::add);
    }

    @Test
    void theSigmoidOfItsLogitsIsWhatTheTeacherScores() throws IOException {
        List<float[]> logits = logits(folder);
        try (OnnxEmotionClassifier teacher = OnnxEmotionClassifier.load(folder)) {
            for (int i = 0; i < TEXTS.size(); i++) {
                Scores expected = teacher.classify(TEXTS.get(i));
                for (int label = 0; label < labels.size(); label++) {
                    double score = 1 / (1 + Math.exp(-logits.get(i)[label]));
                    assertThat(score).isCloseTo(expected.score(label), Offset.offset(1e-6));
                }
            }
        }
    }

    @Test
    void severalTeachersAreAveraged() throws IOException {
        List<float[]> one = logits(folder);
        List<float[]> both = logits(folder, Fixtures.tinyBert(temporary.resolve("twin")));
        assertThat(both.get(2))
                .usingElementComparator((a, b) -> Math.abs(a - b) < 1e-5f ? 0 : 1)
                .containsExactly(one.get(2));
    }

    @Test
    void aTeacherIsAskedOnceUntilItsFilesChange() throws IOException {
        logits(folder);
        logits(folder);
        assertThat(heard).hasSize(1);
        Files.writeString(folder.resolve("tokenizer.json"), Files.readString(folder.resolve("tokenizer.json")) + "\n");
        logits(folder);
        assertThat(heard).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"config.json", "tokenizer_config.json", "model.onnx_data"})
    void everyFileThatScoresDependOnCounts(String file) throws IOException {
        logits(folder);
        Files.writeString(folder.resolve(file), "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        logits(folder);
        assertThat(heard).hasSize(2);
    }

    @Test
    void thresholdsDoNotCount() throws IOException {
        logits(folder);
        new ThresholdsFile(
                        "f1",
                        "dev",
                        "0".repeat(64),
                        labels.names().stream()
                                .map(label -> new ThresholdsFile.Entry(label, 0.25, 1, 1))
                                .toList())
                .write(folder.resolve("thresholds.json"));
        logits(folder);
        assertThat(heard).hasSize(1);
    }

    @Test
    void refusesATeacherOfOtherLabels() {
        TeacherEnsemble teachers = new TeacherEnsemble(List.of(folder), temporary.resolve("cache"));
        assertThatThrownBy(() -> teachers.logits(TEXTS, LabelSet.of("joy", "fun"), heard::add))
                .isInstanceOf(ModelFormatException.class)
                .hasMessageContaining("teacher " + folder)
                .hasMessageContaining("expected the data's [joy, fun]");
    }
}
