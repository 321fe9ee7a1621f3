package io.github.emotions4j.evaluation.scorefile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.emotions4j.core.LabelSet;
import io.github.emotions4j.dataset.Dataset;
import io.github.emotions4j.dataset.DatasetFormatException;
import io.github.emotions4j.dataset.Example;
import io.github.emotions4j.evaluation.matrix.ScoreMatrix;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScoreFileTest {

    private static final LabelSet LABELS = LabelSet.of("anger", "joy");
    private static final Dataset DATA = new Dataset(
            "dev", LABELS, List.of(new Example("so, happy", List.of(1), "x"), new Example("hm", List.of(), "y")), "00");
    private static final String FIRST =
            "{\"text\":\"so, happy\",\"emotions\":[\"joy\"],\"scores\":[{\"label\":\"joy\",\"score\":0.75},"
                    + "{\"label\":\"anger\",\"score\":0.1}]}\n";
    private static final String SECOND =
            "{\"text\":\"hm\",\"emotions\":[],\"scores\":[{\"label\":\"anger\",\"score\":0},"
                    + "{\"label\":\"joy\",\"score\":1.0}]}\n";

    private final Path folder;

    ScoreFileTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void readsTheJsonLinesThatClassifyPrints() throws IOException {
        ScoreMatrix scores = read("s.jsonl", FIRST + SECOND);

        assertThat(scores.score(0, 0)).isEqualTo(0.1);
        assertThat(scores.score(0, 1)).isEqualTo(0.75);
        assertThat(scores.score(1, 0)).isZero();
        assertThat(scores.score(1, 1)).isOne();
    }

    @Test
    void readsTheCsvThatClassifyPrints() throws IOException {
        ScoreMatrix scores = read("s.csv", "text,emotions,anger,joy\n\"so, happy\",joy,0.1,0.75\nhm,,0,1e0\n");

        assertThat(scores.score(0, 0)).isEqualTo(0.1);
        assertThat(scores.score(0, 1)).isEqualTo(0.75);
        assertThat(scores.score(1, 1)).isOne();
    }

    @Test
    void readsLabelColumnsInAnyOrderWithoutTexts() throws IOException {
        ScoreMatrix scores = read("s.tsv", "joy\tanger\n0.75\t0.1\n1\t0\n");

        assertThat(scores.score(0, 0)).isEqualTo(0.1);
        assertThat(scores.score(0, 1)).isEqualTo(0.75);
    }

    @Test
    void parsesScoresAsDoubles() throws IOException {
        ScoreMatrix scores = read("s.csv", "anger,joy\n0.12345678901234568,0\n0,0\n");

        assertThat(scores.score(0, 0)).isEqualTo(0.12345678901234568);
    }

    @Test
    void refusesAMissingColumnAndALabelOutsideTheSet() {
        assertWrong("s.csv", "text,anger\nso,0.1\n", "columns [joy] are missing and [] are no labels");
        assertWrong("s.csv", "anger,joy,bliss\n0,0,0\n", "[bliss] are no labels");
        assertWrong(
                "s.jsonl",
                "{\"scores\":[{\"label\":\"bliss\",\"score\":0.5}]}\n",
                "found label 'bliss', expected one of [anger, joy] in");
    }

    @Test
    void refusesALineWithoutAllLabels() {
        assertWrong(
                "s.jsonl",
                FIRST + "{\"scores\":[{\"label\":\"joy\",\"score\":0.5}]}\n",
                "labels [anger] have no score, expected all 2");
        assertWrong(
                "s.jsonl",
                "{\"scores\":[{\"label\":\"joy\",\"score\":0.5},{\"label\":\"joy\",\"score\":0.5}]}\n",
                "label 'joy' has two scores");
        assertWrong("s.jsonl", "{\"text\":\"so, happy\"}\n", "found no list 'scores'");
        assertWrong("s.jsonl", "{\"scores\":", "no valid JSON");
    }

    @Test
    void refusesAnotherNumberOfRowsThanTheData() {
        assertWrong("s.jsonl", FIRST, "found scores of 1 examples, expected the 2 of 'dev'");
        assertWrong("s.csv", "anger,joy\n0,0\n0,0\n0,0\n", "found scores of 3 examples");
        assertWrong("s.csv", "anger,joy\n", "found scores of 0 examples");
    }

    @Test
    void refusesTextsThatAreNotThoseOfTheData() {
        assertWrong("s.jsonl", SECOND + FIRST, "found the text 'hm', expected 'so, happy' of example 1 of 'dev'");
        assertWrong("s.csv", "text,anger,joy\nother,0,0\nhm,0,0\n", "found the text 'other'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"NaN", "1.5", "-0.1", "Infinity", "high", ""})
    void refusesAScoreThatIsNoProbability(String score) {
        assertWrong("s.csv", "anger,joy\n0," + score + "\n0,0\n", "score of 'joy' is");
        assertWrong("s.csv", "anger,joy\n0," + score + "\n0,0\n", "line 2");
    }

    @Test
    void refusesAJsonScoreThatIsNoProbability() {
        assertWrong("s.jsonl", "{\"scores\":[{\"label\":\"joy\",\"score\":\"0.5\"}]}\n", "score of 'joy' is \"0.5\"");
        assertWrong("s.jsonl", "{\"scores\":[{\"label\":\"joy\",\"score\":1.01}]}\n", "score of 'joy' is 1.01");
        assertWrong("s.jsonl", "{\"scores\":[{\"label\":\"joy\"}]}\n", "score of 'joy' is");
    }

    @Test
    void refusesARowOfAnotherLengthThanTheHeader() {
        assertThatThrownBy(() -> read("s.csv", "anger,joy\n0\n"))
                .isInstanceOf(DatasetFormatException.class)
                .hasMessageContaining("found 1 columns");
    }

    private ScoreMatrix read(String name, String content) throws IOException {
        return ScoreFile.read(Files.writeString(folder.resolve(name), content), DATA);
    }

    private void assertWrong(String name, String content, String message) {
        assertThatThrownBy(() -> read(name, content))
                .isInstanceOf(ScoreFormatException.class)
                .hasMessageContaining(message)
                .hasMessageContaining(name);
    }
}
