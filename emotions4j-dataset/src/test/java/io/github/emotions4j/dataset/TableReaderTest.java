package io.github.emotions4j.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TableReaderTest {

    @Test
    void csvCellsMayHoldSeparatorsLineFeedsAndDoubledQuotationMarks() throws IOException {
        List<TableRow> rows = read("id,text\r\n1,\"a, \"\"b\"\"\r\nc\"\r\n2,plain \r\n", TableFormat.csv());

        assertThat(rows).extracting(row -> row.text("text")).containsExactly("a, \"b\"\r\nc", "plain ");
        assertThat(rows).extracting(row -> row.text("id")).containsExactly("1", "2");
    }

    @Test
    void aRowIsNamedByTheLineItStartsOn() throws IOException {
        List<TableRow> rows = read("text\n\"a\nb\"\nc\n", TableFormat.csv());

        assertThat(rows).extracting(TableRow::where).containsExactly("data, line 2", "data, line 4");
    }

    @Test
    void csvKeepsEmptyCellsAndEmptyQuotedCells() throws IOException {
        TableRow row = read("a,b,c\n,\"\",\n", TableFormat.csv()).get(0);

        assertThat(row.text("a")).isEmpty();
        assertThat(row.text("b")).isEmpty();
        assertThat(row.text("c")).isEmpty();
    }

    @Test
    void takesAnotherSeparator() throws IOException {
        TableRow row =
                read("a;b\n1,5;\"2;5\"\n", TableFormat.csv().withSeparator(';')).get(0);

        assertThat(row.text("a")).isEqualTo("1,5");
        assertThat(row.text("b")).isEqualTo("2;5");
    }

    @Test
    void tsvTakesQuotationMarksAsText() throws IOException {
        TableRow row =
                read("text\tlabels\r\n\"hm\" \tjoy\r\n", TableFormat.tsv()).get(0);

        assertThat(row.text("text")).isEqualTo("\"hm\" ");
        assertThat(row.text("labels")).isEqualTo("joy");
    }

    @Test
    void jsonLinesTakeTextsNumbersAndLists() throws IOException {
        TableRow row = read(
                        "{\"text\":\"a\\nb\",\"labels\":[\"joy\",3],\"n\":7,\"more\":{}}\n", TableFormat.jsonLines())
                .get(0);

        assertThat(row.text("text")).isEqualTo("a\nb");
        assertThat(row.list("labels", ",")).containsExactly("joy", "3");
        assertThat(row.text("n")).isEqualTo("7");
        assertThat(row.cells()).doesNotContainKey("more");
    }

    @Test
    void aTextIsCutIntoItsPartsAndAListIsNot() throws IOException {
        TableRow row = read("{\"a\":\" x , y\",\"b\":[\"x , y\"],\"c\":\" \"}", TableFormat.jsonLines())
                .get(0);

        assertThat(row.list("a", ",")).containsExactly("x", "y");
        assertThat(row.list("b", ",")).containsExactly("x , y");
        assertThat(row.list("c", ",")).isEmpty();
    }

    @Test
    void namesTheColumnsWhenOneIsMissing() throws IOException {
        TableRow row = read("text,labels\na,b\n", TableFormat.csv()).get(0);

        assertThatThrownBy(() -> row.text("body"))
                .isInstanceOf(DatasetFormatException.class)
                .hasMessage("found no column 'body' among [labels, text] in data, line 2");
    }

    @Test
    void refusesAListWhereATextIsWanted() throws IOException {
        TableRow row = read("{\"text\":[\"a\"]}", TableFormat.jsonLines()).get(0);

        assertThatThrownBy(() -> row.text("text"))
                .isInstanceOf(DatasetFormatException.class)
                .hasMessageContaining("column 'text' is a list");
    }

    @Test
    void refusesMalformedRows() {
        assertWrong("a,b\n1\n", TableFormat.csv(), "found 1 columns, expected the 2 of the header in data, line 2");
        assertWrong("a\tb\n1\t2\t3\n", TableFormat.tsv(), "found 3 columns");
        assertWrong("a\n\"never\n", TableFormat.csv(), "never closed");
        assertWrong("a\n\"x\"y\n", TableFormat.csv(), "found 'y' after a closing quotation mark");
        assertWrong("a\nx\"y\"\n", TableFormat.csv(), "quotation mark inside a cell");
        assertWrong("[1]\n", TableFormat.jsonLines(), "found JSON ARRAY, expected an object in data, line 1");
        assertWrong("{\"a\":1}{}\n", TableFormat.jsonLines(), "no valid JSON");
        assertWrong("{\"a\":\n", TableFormat.jsonLines(), "no valid JSON");
    }

    @Test
    void refusesAFileWithoutAUsableHeader() {
        assertWrong("", TableFormat.csv(), "file is empty");
        assertWrong("a,a\n", TableFormat.csv(), "column name 'a' is listed twice in the header");
        assertWrong("a,\n", TableFormat.csv(), "column name '' is blank");
    }

    @Test
    void refusesMalformedUtf8AndNamesTheLine() {
        byte[] bytes = "a\nb\u00e9\n".getBytes(StandardCharsets.ISO_8859_1);

        assertThatThrownBy(() -> rows(TableReader.of(new ByteArrayInputStream(bytes), "data", TableFormat.csv())))
                .isInstanceOf(DatasetFormatException.class)
                .hasMessageContaining("malformed UTF-8")
                .hasMessageContaining("data, line 2");
    }

    @Test
    void saysWhichFileIsMissing() {
        assertThatThrownBy(() -> TableReader.open(Path.of("no-such.csv"), TableFormat.csv()))
                .isInstanceOf(NoSuchFileException.class)
                .hasMessageContaining("no-such.csv: no such file");
    }

    @Test
    void takesTheFormatFromTheExtension() {
        assertThat(TableFormat.of(Path.of("a/b.CSV"))).isEqualTo(TableFormat.csv());
        assertThat(TableFormat.of(Path.of("b.tsv"))).isEqualTo(TableFormat.tsv());
        assertThat(TableFormat.of(Path.of("b.jsonl"))).isEqualTo(TableFormat.jsonLines());
        assertThat(TableFormat.of(Path.of("b.ndjson"))).isEqualTo(TableFormat.jsonLines());
        assertThatThrownBy(() -> TableFormat.of(Path.of("b.xlsx")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("b.xlsx");
    }

    @Test
    void refusesAQuotationMarkAsSeparator() {
        assertThatThrownBy(() -> TableFormat.csv().withSeparator('"'))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("separator");
    }

    private static List<TableRow> read(String content, TableFormat format) throws IOException {
        byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
        return rows(TableReader.of(new ByteArrayInputStream(bytes), "data", format));
    }

    private static List<TableRow> rows(TableReader reader) throws IOException {
        try (reader) {
            List<TableRow> rows = new ArrayList<>();
            for (Optional<TableRow> row = reader.next(); row.isPresent(); row = reader.next()) {
                rows.add(row.get());
            }
            return rows;
        }
    }

    private static void assertWrong(String content, TableFormat format, String message) {
        assertThatThrownBy(() -> read(content, format))
                .isInstanceOf(DatasetFormatException.class)
                .hasMessageContaining(message);
    }
}
