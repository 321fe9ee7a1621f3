package io.github.emotions4j.modelfolder.weights;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.emotions4j.core.ModelFormatException;
import io.github.emotions4j.modelfolder.internal.StrictJson;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The checked header of a safetensors file: entries in the order of their bytes. */
record SafetensorsHeader(List<Entry> entries, Map<String, String> metadata) {

    /** One tensor: its bytes are {@code [begin, end)} of the data after the header. */
    record Entry(String name, ElementType type, List<Long> shape, long begin, long end) {}

    static SafetensorsHeader parse(String header, long dataBytes, String source) {
        JsonNode root = StrictJson.parse(header, "header", source);
        if (!root.isObject()) {
            throw new ModelFormatException(
                    "header is JSON " + root.getNodeType() + ", expected an object in " + source);
        }
        List<Entry> entries = new ArrayList<>();
        Map<String, String> metadata = new HashMap<>();
        for (Map.Entry<String, JsonNode> field : root.properties()) {
            if (field.getKey().equals("__metadata__")) {
                readMetadata(field.getValue(), metadata, source);
            } else {
                entries.add(entry(field.getKey(), field.getValue(), source));
            }
        }
        entries.sort(Comparator.comparingLong(Entry::begin).thenComparingLong(Entry::end));
        requireContiguous(entries, dataBytes, source);
        return new SafetensorsHeader(entries, metadata);
    }

    private static void readMetadata(JsonNode node, Map<String, String> metadata, String source) {
        if (!node.isObject()) {
            throw new ModelFormatException(
                    "field '__metadata__' is " + node + ", expected an object of strings in " + source);
        }
        for (Map.Entry<String, JsonNode> field : node.properties()) {
            if (!field.getValue().isTextual()) {
                throw new ModelFormatException("metadata '" + field.getKey() + "' is " + field.getValue()
                        + ", expected a string in " + source);
            }
            metadata.put(field.getKey(), field.getValue().textValue());
        }
    }

    private static Entry entry(String name, JsonNode node, String source) {
        String where = "tensor '" + name + "' in " + source;
        ElementType type = type(node.path("dtype"), where);
        List<Long> shape = longs(node.path("shape"), "shape", where);
        List<Long> offsets = longs(node.path("data_offsets"), "data_offsets", where);
        if (offsets.size() != 2) {
            throw new ModelFormatException("data_offsets is " + offsets + ", expected two numbers for " + where);
        }
        Entry entry = new Entry(name, type, shape, offsets.get(0), offsets.get(1));
        requireSize(entry, where);
        return entry;
    }

    private static ElementType type(JsonNode node, String where) {
        return ElementType.byName(node.asText())
                .filter(type -> node.isTextual())
                .orElseThrow(() -> new ModelFormatException("dtype is " + (node.isMissingNode() ? "missing" : node)
                        + ", expected one of " + List.of(ElementType.values()) + " for " + where));
    }

    private static List<Long> longs(JsonNode node, String field, String where) {
        if (!node.isArray()) {
            throw new ModelFormatException("field '" + field + "' is missing or no array for " + where);
        }
        List<Long> values = new ArrayList<>();
        for (JsonNode value : node) {
            if (!value.isIntegralNumber() || !value.canConvertToLong() || value.longValue() < 0) {
                throw new ModelFormatException(
                        "field '" + field + "' holds " + value + ", expected an integer of at least 0 for " + where);
            }
            values.add(value.longValue());
        }
        return values;
    }

    private static void requireSize(Entry entry, String where) {
        long bits = bits(entry, where);
        if (bits % Byte.SIZE != 0) {
            throw new ModelFormatException("shape " + entry.shape() + " of " + entry.type() + " has " + bits
                    + " bits, expected whole bytes for " + where);
        }
        long expected = bits / Byte.SIZE;
        if (entry.end() - entry.begin() != expected) {
            throw new ModelFormatException("data_offsets [" + entry.begin() + ", " + entry.end() + "] hold "
                    + (entry.end() - entry.begin()) + " bytes, expected " + expected + " of shape " + entry.shape()
                    + " in " + entry.type() + " for " + where);
        }
    }

    private static long bits(Entry entry, String where) {
        try {
            long bits = entry.type().bits();
            for (long size : entry.shape()) {
                bits = Math.multiplyExact(bits, size);
            }
            return bits;
        } catch (ArithmeticException overflow) {
            throw new ModelFormatException("shape " + entry.shape() + " overflows for " + where, overflow);
        }
    }

    private static void requireContiguous(List<Entry> entries, long dataBytes, String source) {
        long position = 0;
        for (Entry entry : entries) {
            if (entry.begin() != position) {
                throw new ModelFormatException("tensor '" + entry.name() + "' begins at byte " + entry.begin()
                        + ", expected " + position + " (no holes, no overlaps) in " + source);
            }
            position = entry.end();
        }
        if (position != dataBytes) {
            throw new ModelFormatException("tensors end at byte " + position + " of " + dataBytes
                    + ", expected no byte missing or left in " + source);
        }
    }
}
