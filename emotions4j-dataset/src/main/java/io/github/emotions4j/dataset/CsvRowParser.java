package io.github.emotions4j.dataset;

import java.util.ArrayList;
import java.util.List;

/** Parses one row of RFC 4180; a quoted cell can continue on the next line. */
final class CsvRowParser {

    private enum State {
        START_OF_CELL,
        PLAIN,
        QUOTED,
        AFTER_QUOTE
    }

    private final List<String> cells = new ArrayList<>();
    private final StringBuilder cell = new StringBuilder();
    private final char separator;
    private final String where;
    private State state = State.START_OF_CELL;

    CsvRowParser(char separator, String where) {
        this.separator = separator;
        this.where = where;
    }

    boolean isInsideQuotes() {
        return state == State.QUOTED;
    }

    void append(String text) {
        for (int index = 0; index < text.length(); index++) {
            boolean lineEnd = text.charAt(index) == '\r' && index == text.length() - 1;
            accept(text.charAt(index), lineEnd);
        }
    }

    List<String> cells() {
        endCell();
        return cells;
    }

    private void accept(char character, boolean lineEnd) {
        if (state == State.QUOTED) {
            acceptQuoted(character);
        } else if (character == separator) {
            endCell();
        } else if (character == '"') {
            acceptQuotationMark();
        } else if (state == State.AFTER_QUOTE && !lineEnd) {
            throw new DatasetFormatException("found '" + character
                    + "' after a closing quotation mark, expected a separator or the line's end in " + where);
        } else if (!lineEnd) {
            cell.append(character);
            state = State.PLAIN;
        }
    }

    private void acceptQuoted(char character) {
        if (character == '"') {
            state = State.AFTER_QUOTE;
        } else {
            cell.append(character);
        }
    }

    private void acceptQuotationMark() {
        if (state == State.PLAIN) {
            throw new DatasetFormatException("found a quotation mark inside a cell that does not start with one,"
                    + " expected it doubled in a quoted cell in " + where);
        }
        if (state == State.AFTER_QUOTE) {
            cell.append('"');
        }
        state = State.QUOTED;
    }

    private void endCell() {
        cells.add(cell.toString());
        cell.setLength(0);
        state = State.START_OF_CELL;
    }
}
