package io.github.emotions4j.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.emotions4j.core.LabelSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LabelledColumnsTest {

    private static final LabelSet LABELS = LabelSet.of("anger", "joy", "neutral");
    private static final LabelledColumns COLUMNS = LabelledColumns.defaults();

    private final Path folder;

    LabelledColumnsTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void readsNamesFromACsvColumn() throws IOException {
        Path file = write("reviews.csv", "body,mood,key\n\"good, really\",joy; neutral,r1\nmeh,,r2\n");
        LabelledColumns columns = new LabelledColumns("body", "mood", ";", Optional.of("key"));

        Dataset dataset = columns.read(file, TableFormat.of(file), LABELS);

        assertThat(dataset.name()).isEqualTo("reviews");
        assertThat(dataset.examples())
                .containsExactly(new Example("good, really", List.of(1, 2), "r1"), new Example("meh", List.of(), "r2"));
    }

    @Test
    void readsNamesOrIdsFromAJsonList() throws IOException {
        Path file = write("a.jsonl", "{\"text\":\"x\",\"labels\":[\"joy\"]}\n{\"text\":\"y\",\"labels\":[0,2]}\n");

        Dataset dataset = COLUMNS.read(file, TableFormat.of(file), LABELS);

        assertThat(dataset.examples())
                .containsExactly(new Example("x", List.of(1), "1"), new Example("y", List.of(0, 2), "2"));
    }

    @Test
    void aNameGoesBeforeAnId() throws IOException {
        Path file = write("a.tsv", "text\tlabels\nx\t1\n");

        Dataset dataset = COLUMNS.read(file, TableFormat.of(file), LabelSet.of("1", "0"));

        assertThat(dataset.examples().get(0).labelIds()).containsExactly(0);
    }

    @Test
    void takesTheLabelsFromTheFileInAlphabeticalOrder() throws IOException {
        Path file = write("a.tsv", "text\tlabels\nx\tspam,ham\ny\tham\n");

        Dataset dataset = COLUMNS.read(file, TableFormat.of(file));

        assertThat(dataset.labels().names()).containsExactly("ham", "spam");
        assertThat(dataset.examples()).extracting(Example::labelIds).containsExactly(List.of(1, 0), List.of(0));
    }

    @Test
    void givesTheSha256OfTheFile() throws IOException {
        Path file = write("a.tsv", "text\tlabels\nx\tjoy\n");
        Path same = write("b.csv", "text\tlabels\nx\tjoy\n");

        assertThat(COLUMNS.read(file, TableFormat.tsv(), LABELS).sha256())
                .hasSize(64)
                .isEqualTo(COLUMNS.read(same, TableFormat.csv().withSeparator('\t'), LABELS)
                        .sha256());
    }

    @Test
    void refusesUnknownRepeatedAndBlankLabels() throws IOException {
        assertWrong("x\tbliss", "found label 'bliss', expected one of [anger, joy, neutral]", "line 2");
        assertWrong("x\t3", "found label '3'", "line 2");
        assertWrong("x\tjoy,1", "label '1' is listed twice", "line 2");
        Path file = write("blank.tsv", "text\tlabels\nx\tjoy,\n");
        assertThatThrownBy(() -> COLUMNS.read(file, TableFormat.tsv()))
                .isInstanceOf(DatasetFormatException.class)
                .hasMessageContaining("blank label");
    }

    @Test
    void refusesDataWithoutLabels() throws IOException {
        assertWrong("x\t\ny\t", "found no label in column 'labels' of 2 rows", "wrong.tsv");
    }

    @Test
    void refusesAnEmptySeparator() {
        assertThatThrownBy(() -> new LabelledColumns("text", "labels", "", Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("separator is empty");
    }

    private void assertWrong(String rows, String what, String where) throws IOException {
        Path file = write("wrong.tsv", "text\tlabels\n" + rows + "\n");
        assertThatThrownBy(() -> COLUMNS.read(file, TableFormat.tsv(), LABELS))
                .isInstanceOf(DatasetFormatException.class)
                .hasMessageContaining(what)
                .hasMessageContaining(where);
    }

    private Path write(String name, String content) throws IOException {
        return Files.writeString(folder.resolve(name), content);
    }
}
