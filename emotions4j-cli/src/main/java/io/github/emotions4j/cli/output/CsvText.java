package io.github.emotions4j.cli.output;

import java.util.List;
import java.util.stream.Collectors;

/** RFC 4180: fields in quotes where they need them, records that end with CRLF. */
final class CsvText {

    private CsvText() {}

    static String record(List<String> fields) {
        return fields.stream().map(CsvText::field).collect(Collectors.joining(",", "", "\r\n"));
    }

    static String field(String value) {
        boolean needsQuotes = value.chars().anyMatch(c -> c == '"' || c == ',' || c == '\n' || c == '\r');
        return needsQuotes ? '"' + value.replace("\"", "\"\"") + '"' : value;
    }
}
