package io.github.emotions4j.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.emotions4j.core.LabelSet;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GoEmotionsTest {

    private static final LabelSet LABELS = LabelSet.of("anger", "joy", "neutral");

    private final Path folder;

    GoEmotionsTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void readsTextLabelIdsAndCommentIdOfEachLine() throws IOException {
        Dataset dataset = read("so happy\t1\tedgurhb\ngo away, you\t2,0\tee84bjg\n");

        assertThat(dataset.examples())
                .containsExactly(
                        new Example("so happy", List.of(1), "edgurhb"),
                        new Example("go away, you", List.of(2, 0), "ee84bjg"));
        assertThat(dataset.labels()).isEqualTo(LABELS);
        assertThat(dataset.name()).isEqualTo("mine");
    }

    @Test
    void keepsQuotationMarksAndSpacesOfTheText() throws IOException {
        Dataset dataset = read("  \"I said \"\"no\"\t0\tx\n\t2\ty");

        assertThat(dataset.texts()).containsExactly("  \"I said \"\"no\"", "");
    }

    @Test
    void readsALastLineWithoutLineFeedAndWindowsLineEnds() throws IOException {
        Dataset dataset = read("a\t0\tfirst\r\nb\t1\tsecond");

        assertThat(dataset.examples()).extracting(Example::id).containsExactly("first", "second");
    }

    @Test
    void leavesAByteOrderMarkOutOfTheFirstText() throws IOException {
        assertThat(read("\uFEFFa\t0\tx\n").texts()).containsExactly("a");
    }

    @Test
    void splitsLinesAtLineFeedsOnly() throws IOException {
        assertThat(read("a\u2028b\u0085c\t0\tx\n").texts()).containsExactly("a\u2028b\u0085c");
    }

    @Test
    void givesTheSha256OfTheFile() throws IOException {
        // printf 'a\t0\tx\n' | sha256sum
        assertThat(read("a\t0\tx\n").sha256())
                .isEqualTo("8bb394ca10a01ae91611409fce9a68ce96cd058ff49c18e0583233eec19d581f");
    }

    @Test
    void readsASplitWithTheLabelOrderOfItsFolder() throws IOException {
        Files.writeString(folder.resolve("emotions.txt"), "joy\nanger");
        Files.writeString(folder.resolve("dev.tsv"), "a\t0\tx\n");

        Dataset dev = GoEmotions.read(folder, Split.DEV);

        assertThat(dev.labels().names()).containsExactly("joy", "anger");
        assertThat(dev.name()).isEqualTo("dev");
    }

    @Test
    void refusesALabelIdOutsideTheLabelSet() throws IOException {
        assertWrong("a\t0\tx\nb\t1,3\ty\n", "label id is '3', expected a number from 0 to 2", "mine.tsv, line 2");
    }

    @Test
    void refusesALabelIdThatIsNoNumber() throws IOException {
        assertWrong("a\tjoy\tx\n", "label id is 'joy'", "line 1");
        assertWrong("a\t\tx\n", "label id is ''", "line 1");
        assertWrong("a\t1, 2\tx\n", "label id is ' 2'", "line 1");
        assertWrong("a\t-1\tx\n", "label id is '-1'", "line 1");
        assertWrong("a\t99999999999\tx\n", "label id is '99999999999'", "line 1");
        assertWrong("a\t\u0661\tx\n", "label id is '\u0661'", "line 1");
    }

    @Test
    void refusesALabelListedTwice() throws IOException {
        assertWrong("a\t1,1\tx\n", "label id 1 is listed twice", "line 1");
    }

    @Test
    void refusesAMissingOrSurplusColumn() throws IOException {
        assertWrong("a\t0\tx\nb\t1\n", "found 2 tab-separated columns, expected 3", "line 2");
        assertWrong("a\t0\tx\n\n", "found 1 tab-separated columns", "line 2");
        assertWrong("a\tb\t0\tx\n", "found 4 tab-separated columns", "line 1");
    }

    @Test
    void refusesMalformedUtf8AndNamesTheLine() throws IOException {
        Path file = folder.resolve("bad.tsv");
        Files.write(file, "a\t0\tx\nb\u00e9\t0\ty\n".getBytes(StandardCharsets.ISO_8859_1));

        assertThatThrownBy(() -> GoEmotions.readFile(file, LABELS))
                .isInstanceOf(DatasetFormatException.class)
                .hasMessageContaining("malformed UTF-8")
                .hasMessageContaining("bad.tsv, line 2");
    }

    @Test
    void refusesAnEmptyFile() throws IOException {
        assertWrong("", "file is empty", "mine.tsv");
    }

    @Test
    void saysWhichFileIsMissing() {
        assertThatThrownBy(() -> GoEmotions.readFile(folder.resolve("none.tsv"), LABELS))
                .isInstanceOf(NoSuchFileException.class)
                .hasMessageContaining("none.tsv: no such file");
    }

    @Test
    void refusesAFolderInPlaceOfAFile() {
        assertThatThrownBy(() -> GoEmotions.readFile(folder, LABELS))
                .isInstanceOf(FileSystemException.class)
                .hasMessageContaining("is a folder");
    }

    @Test
    void refusesALabelFileWithARepeatedName() throws IOException {
        Files.writeString(folder.resolve("emotions.txt"), "joy\njoy\n");

        assertThatThrownBy(() -> GoEmotions.readLabels(folder))
                .isInstanceOf(DatasetFormatException.class)
                .hasMessageContaining("'joy' is listed twice")
                .hasMessageContaining("emotions.txt");
    }

    private Dataset read(String content) throws IOException {
        Path file = folder.resolve("mine.tsv");
        Files.writeString(file, content);
        return GoEmotions.readFile(file, LABELS);
    }

    private void assertWrong(String content, String what, String where) throws IOException {
        assertThatThrownBy(() -> read(content))
                .isInstanceOf(DatasetFormatException.class)
                .hasMessageContaining(what)
                .hasMessageContaining(where);
    }
}
