package io.github.emotions4j.cleaning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.emotions4j.core.LabelSet;
import io.github.emotions4j.dataset.Dataset;
import io.github.emotions4j.dataset.DatasetFormatException;
import io.github.emotions4j.dataset.Example;
import io.github.emotions4j.dataset.TableFormat;
import io.github.emotions4j.dataset.TableReader;
import io.github.emotions4j.dataset.TableRow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReviewFileTest {

    private static final List<String> NASTY = List.of(
            "a\ttab, a \"quote\" and\na line feed",
            "carriage\r\nreturn",
            "=HYPERLINK(\"http://x\")",
            "'=1+1",
            "-) smile",
            "'quoted'",
            "<script>alert(1)</script>",
            "naïve 😀 日本語 \u2028 \u0000",
            "\"",
            " spaces ");

    @TempDir
    Path temporary;

    private static Review nasty() {
        Texts texts = new Texts();
        NASTY.forEach(text -> texts.add(text, 0).add(text, 1));
        return DataCleaning.of(texts.named("train"), new CleaningOptions(Optional.empty(), 1, 1))
                .review(List.of());
    }

    @ParameterizedTest
    @ValueSource(strings = {"review.tsv", "review.csv", "review.jsonl"})
    void everyTextComesBackAsItWas(String name) throws IOException {
        Path file = temporary.resolve(name);
        Review review = nasty();

        ReviewFile.write(file, review);

        List<String> found = new ArrayList<>();
        boolean table = !name.endsWith("jsonl");
        TableFormat format =
                table ? TableFormat.csv().withSeparator(name.endsWith("tsv") ? '\t' : ',') : TableFormat.jsonLines();
        try (TableReader reader = TableReader.open(file, format)) {
            for (Optional<TableRow> row = reader.next(); row.isPresent(); row = reader.next()) {
                String text = row.get().text("text");
                found.add(table ? FormulaEscaping.unescape(text) : text);
            }
        }
        assertThat(found)
                .isEqualTo(review.findings().stream().map(Finding::text).toList());
        assertThat(found).containsAll(NASTY);
        assertThat(ReviewFile.read(file)).zipSatisfy(review.findings(), (entry, finding) -> {
            assertThat(entry.row()).isEqualTo(finding.row());
            assertThat(entry.given()).isEqualTo(finding.given());
            assertThat(entry.suggestion().labels()).containsExactly("joy", "anger");
            assertThat(entry.kinds()).isEqualTo(finding.evidence().kinds());
            assertThat(entry.suggestion().score()).isEqualTo(0.5);
            assertThat(entry.decision()).isEqualTo(Decision.NONE);
            assertThat(entry.trainSha256()).isEqualTo(Texts.SHA256);
        });
    }

    @Test
    void formulasAreNotRunBySpreadsheets() throws IOException {
        Path file = temporary.resolve("review.csv");

        ReviewFile.write(file, nasty());

        assertThat(Files.readString(file)).contains("\"'=HYPERLINK(\"\"http://x\"\")\"", ",''=1+1,", ",'-) smile,");
    }

    @Test
    void whatAPersonEditsIsRead() throws IOException {
        Path file = Files.writeString(temporary.resolve("edited.csv"), """
                \uFEFFdecision,row,given,suggested,kinds,score,train_sha256
                Accept,7,joy,anger | grief,wrong missing,"0,25",abc
                ,1,joy,joy,,0,abc
                drop,2,,,near-duplicate overlap,1,abc
                """);

        List<ReviewFile.Entry> entries = ReviewFile.read(file);

        assertThat(entries)
                .extracting(ReviewFile.Entry::decision)
                .containsExactly(Decision.ACCEPT, Decision.NONE, Decision.DROP);
        assertThat(entries.get(0).suggestion().labels()).containsExactly("anger", "grief");
        assertThat(entries.get(0).kinds()).isEqualTo(Set.of(FindingKind.WRONG, FindingKind.MISSING));
        assertThat(entries.get(0).suggestion().score()).isEqualTo(0.25);
        assertThat(entries.get(2).given()).isEmpty();
        assertThat(entries.get(2).where()).endsWith("edited.csv, line 4");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "yes,7,joy,anger,wrong,0.5,abc|column 'decision' is 'yes', expected one of '', 'keep', 'accept', "
                        + "'drop'",
                "keep,0,joy,anger,wrong,0.5,abc|column 'row' is '0', expected a number from 1",
                "keep,1,joy,anger,wrong,high,abc|column 'score' is 'high', expected a number from 0 to 1",
                "keep,1,joy,anger,bad,0.5,abc|column 'kinds' is 'bad', expected one of 'wrong', 'missing'"
            })
    void badCellsAreNamed(String rowAndMessage) throws IOException {
        String[] parts = rowAndMessage.split("\\|", 2);
        Path file = Files.writeString(
                temporary.resolve("bad.csv"),
                "decision,row,given,suggested,kinds,score,train_sha256\n" + parts[0] + "\n");

        assertThatThrownBy(() -> ReviewFile.read(file))
                .isInstanceOf(DatasetFormatException.class)
                .hasMessageContaining(parts[1])
                .hasMessageContaining("bad.csv, line 2");
    }

    @Test
    void labelsThatHoldTheSeparatorAreRefused() {
        Dataset train = new Dataset(
                "train",
                LabelSet.of("a|b", "c"),
                List.of(new Example("x", List.of(0), "1"), new Example("x", List.of(1), "2")),
                Texts.SHA256);
        Review review = DataCleaning.of(train, CleaningOptions.defaults()).review(List.of());

        assertThatThrownBy(() -> ReviewFile.write(temporary.resolve("review.tsv"), review))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("label 'a|b' contains '|'");
        assertThat(temporary.resolve("review.tsv")).doesNotExist();
    }
}
