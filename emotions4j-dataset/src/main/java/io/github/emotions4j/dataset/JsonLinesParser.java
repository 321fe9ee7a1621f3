package io.github.emotions4j.dataset;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Parses one JSON object per line. Fields other than scalars and lists of scalars are ignored. */
final class JsonLinesParser implements TableReader.RowParser {

    private static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    @Override
    public Optional<TableRow> next(Utf8Lines lines) throws IOException {
        return lines.next().map(line -> row(line, lines.where()));
    }

    private static TableRow row(String line, String where) {
        JsonNode object = parse(line, where);
        if (!object.isObject()) {
            throw new DatasetFormatException("found JSON " + object.getNodeType() + ", expected an object in " + where);
        }
        Map<String, TableRow.Cell> cells = new LinkedHashMap<>();
        object.properties().forEach(field -> cell(field.getValue()).ifPresent(cell -> cells.put(field.getKey(), cell)));
        return new TableRow(where, cells);
    }

    private static Optional<TableRow.Cell> cell(JsonNode value) {
        if (value.isValueNode() && !value.isNull()) {
            return Optional.of(TableRow.Cell.of(value.asText()));
        }
        if (!value.isArray()) {
            return Optional.empty();
        }
        List<String> values = new ArrayList<>();
        for (JsonNode element : value) {
            if (!element.isValueNode() || element.isNull()) {
                return Optional.empty();
            }
            values.add(element.asText());
        }
        return Optional.of(new TableRow.Cell(values, true));
    }

    private static JsonNode parse(String line, String where) {
        try {
            return JSON.readTree(line);
        } catch (JsonProcessingException notJson) {
            throw new DatasetFormatException(
                    "found no valid JSON (" + notJson.getOriginalMessage() + "), expected an object in " + where,
                    notJson);
        }
    }
}
