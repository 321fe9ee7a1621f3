package io.github.emotions4j.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.emotions4j.core.LabelSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RelabellingTest {

    private static final LabelSet LABELS = LabelSet.of("joy", "anger", "grief");

    private static final Map<Integer, Optional<List<Integer>>> CHANGES =
            Map.of(0, Optional.of(List.of(2, 0)), 1, Optional.empty());

    @TempDir
    Path folder;

    private Path source(String name, String content) throws IOException {
        return Files.writeString(folder.resolve(name), content);
    }

    private String rewritten(Path source, LabelledColumns columns, TableFormat format) throws IOException {
        Dataset dataset = columns.read(source, format, LABELS);
        Path target = folder.resolve("target");
        new Relabelling(dataset, CHANGES).write(source, target, columns, format);
        return Files.readString(target);
    }

    @Test
    void untouchedLinesOfGoEmotionsStayByteForByte() throws IOException {
        Path source = source("train.tsv", "a \"b\"\t1\tx1\ngone\t0\tx2\r\n  c \t1,0\tx3\r\n");
        Path target = folder.resolve("cleaned.tsv");

        new Relabelling(GoEmotions.readFile(source, LABELS), CHANGES).writeGoEmotions(source, target);

        assertThat(Files.readString(target)).isEqualTo("a \"b\"\t2,0\tx1\n  c \t1,0\tx3\r\n");
        assertThat(Files.readString(source)).startsWith("a \"b\"\t1");
    }

    @Test
    void otherColumnsOfCsvStay() throws IOException {
        Path source = source(
                "train.csv",
                "who,text,labels,note\nme,\"one,\n\"\"two\"\"\",anger,\"x,y\"\n"
                        + "you,gone,joy,\nhe,\"stays\",\"joy\",\"\"\n");

        assertThat(rewritten(source, LabelledColumns.defaults(), TableFormat.csv()))
                .isEqualTo("who,text,labels,note\nme,\"one,\n\"\"two\"\"\",\"grief,joy\",\"x,y\"\n"
                        + "he,\"stays\",\"joy\",\"\"\n");
    }

    @Test
    void tablesWithoutQuotationAndOtherSeparatorsKeepTheirForm() throws IOException {
        Path source = source("train.tsv", "mood\ttext\r\nanger\tsay \"hi\"\r\njoy\tgone\r\n\tstays\r\n");
        LabelledColumns columns = new LabelledColumns("text", "mood", ";", Optional.empty());

        assertThat(rewritten(source, columns, TableFormat.tsv()))
                .isEqualTo("mood\ttext\r\ngrief;joy\tsay \"hi\"\r\n\tstays\r\n");
    }

    @Test
    void jsonKeepsListsAndOtherFields() throws IOException {
        Path source = source("train.jsonl", """
                {"n": 1, "text": "a", "labels": ["anger"], "more": {"x": null}}
                {"text": "gone", "labels": "joy"}
                {"text":"stays",  "labels": []}
                """);

        assertThat(rewritten(source, LabelledColumns.defaults(), TableFormat.jsonLines()))
                .isEqualTo("""
                        {"n":1,"text":"a","labels":["grief","joy"],"more":{"x":null}}
                        {"text":"stays",  "labels": []}
                        """);
    }

    @Test
    void aFileThatHasChangedIsRefusedAndNothingWritten() throws IOException {
        Path source = source("train.tsv", "a\t0\t1\nb\t0\t2\n");
        Relabelling relabelling = new Relabelling(GoEmotions.readFile(source, LABELS), CHANGES);
        source("train.tsv", "a\t0\t1\nc\t0\t2\n");
        Path target = folder.resolve("cleaned.tsv");

        assertThatThrownBy(() -> relabelling.writeGoEmotions(source, target))
                .isInstanceOf(DatasetFormatException.class)
                .hasMessageContaining("as when the texts were read from " + source);
        assertThat(target).doesNotExist();
    }

    @Test
    void whatCannotBeWrittenIsRefused() throws IOException {
        Path source = source("train.tsv", "a\t0\t1\nb\t0\t2\n");
        Dataset dataset = GoEmotions.readFile(source, LABELS);
        Relabelling none = new Relabelling(dataset, Map.of(0, Optional.of(List.of())));
        Path table = source("table.csv", "text,labels\na,joy\nb,joy\nc,joy\n");
        LabelledColumns columns = new LabelledColumns("text", "labels", "o", Optional.empty());
        Relabelling ambiguous = new Relabelling(
                LabelledColumns.defaults().read(table, TableFormat.csv(), LABELS), Map.of(0, Optional.of(List.of(0))));

        assertThatThrownBy(() -> none.writeGoEmotions(source, folder.resolve("x")))
                .isInstanceOf(DatasetFormatException.class)
                .hasMessageContaining("found no label, expected at least one in the format of GoEmotions");
        assertThatThrownBy(() -> ambiguous.write(table, folder.resolve("x"), columns, TableFormat.csv()))
                .isInstanceOf(DatasetFormatException.class)
                .hasMessageContaining("label 'joy' contains the label separator 'o'");
        assertThatThrownBy(() -> new Relabelling(dataset, Map.of(0, Optional.empty(), 1, Optional.empty())))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("all 2 texts of 'train' would be removed");
        assertThatThrownBy(() -> new Relabelling(dataset, Map.of(2, Optional.empty())))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("text 2 is outside 0..1");
    }
}
