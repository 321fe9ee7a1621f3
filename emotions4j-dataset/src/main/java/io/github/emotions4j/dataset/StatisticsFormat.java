package io.github.emotions4j.dataset;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;

/** The output format of dataset statistics. */
public enum StatisticsFormat {

    /** An aligned text table. */
    TEXT,

    /** A JSON array with one object per dataset. */
    JSON;

    private static final ObjectMapper MAPPER = new ObjectMapper();

    /**
     * Formats the statistics of datasets side by side, with the number of texts that each pair shares.
     *
     * @param datasets the datasets, at least one; all with the same labels
     * @return the formatted text with a line feed at the end
     * @throws IllegalArgumentException if there is no dataset, their labels differ or two have the same name
     */
    public String format(List<Dataset> datasets) {
        if (datasets.isEmpty()) {
            throw new IllegalArgumentException("found no dataset to describe, expected at least one");
        }
        for (Dataset dataset : datasets) {
            if (!dataset.labels().equals(datasets.get(0).labels())) {
                throw new IllegalArgumentException("dataset '" + dataset.name() + "' has labels "
                        + dataset.labels().names() + ", expected "
                        + datasets.get(0).labels().names());
            }
        }
        if (datasets.stream().map(Dataset::name).distinct().count() < datasets.size()) {
            throw new IllegalArgumentException("two datasets have the same name among "
                    + datasets.stream().map(Dataset::name).toList());
        }
        return this == TEXT ? text(datasets) : json(datasets);
    }

    private static String text(List<Dataset> datasets) {
        List<DatasetStatistics> all =
                datasets.stream().map(DatasetStatistics::of).toList();
        StringBuilder text = new StringBuilder();
        appendOverview(text, all);
        appendOverlaps(text, datasets);
        appendLabelsPerExample(text.append("\nexamples by number of labels\n"), all);
        appendLengths(text.append("\ntexts by length in characters\n"), all);
        text.append("\nexamples by label\n");
        for (String label : datasets.get(0).labels().names()) {
            appendRow(text, "  " + label, numbers(all, one -> one.labelCounts().getOrDefault(label, 0)));
        }
        return text.toString();
    }

    private static void appendOverview(StringBuilder text, List<DatasetStatistics> all) {
        appendRow(text, "", all.stream().map(DatasetStatistics::name).toList());
        appendRow(text, "examples", numbers(all, DatasetStatistics::examples));
        appendRow(
                text,
                "labels per example",
                all.stream()
                        .map(one -> String.format(Locale.ROOT, "%.3f", one.cardinality()))
                        .toList());
        appendRow(text, "repeated texts", numbers(all, one -> one.repetition().repeatedTexts()));
        appendRow(text, "examples repeating one", numbers(all, one -> one.repetition()
                .surplusExamples()));
        appendRow(text, "texts with two labellings", numbers(all, one -> one.repetition()
                .conflictingTexts()));
    }

    private static void appendOverlaps(StringBuilder text, List<Dataset> datasets) {
        for (Dataset other : datasets) {
            List<String> shared = datasets.stream()
                    .map(one -> one.name().equals(other.name())
                            ? "-"
                            : Integer.toString(DatasetStatistics.overlap(one, other)))
                    .toList();
            appendRow(text, "texts also in " + other.name(), shared);
        }
    }

    private static void appendLabelsPerExample(StringBuilder text, List<DatasetStatistics> all) {
        int most = all.stream()
                .flatMap(one -> one.labelsPerExample().keySet().stream())
                .mapToInt(Integer::intValue)
                .max()
                .orElse(0);
        IntStream.rangeClosed(0, most)
                .forEach(count -> appendRow(text, "  " + count, numbers(all, one -> one.labelsPerExample()
                        .getOrDefault(count, 0))));
    }

    private static void appendLengths(StringBuilder text, List<DatasetStatistics> all) {
        List<DatasetStatistics.LengthBucket> buckets = all.get(0).lengths();
        for (int bucket = 0; bucket < buckets.size(); bucket++) {
            int index = bucket;
            appendRow(text, "  " + range(buckets.get(bucket)), numbers(all, one -> one.lengths()
                    .get(index)
                    .texts()));
        }
    }

    private static List<String> numbers(List<DatasetStatistics> all, ToIntFunction<DatasetStatistics> figure) {
        return all.stream().map(one -> Integer.toString(figure.applyAsInt(one))).toList();
    }

    private static String range(DatasetStatistics.LengthBucket bucket) {
        return bucket.to() == Integer.MAX_VALUE ? bucket.from() + " and more" : bucket.from() + "-" + bucket.to();
    }

    private static void appendRow(StringBuilder text, String name, List<String> cells) {
        StringBuilder line = new StringBuilder(String.format(Locale.ROOT, "%-28s", name));
        cells.forEach(cell -> line.append(String.format(Locale.ROOT, "  %12s", cell)));
        text.append(line.toString().stripTrailing()).append('\n');
    }

    private static String json(List<Dataset> datasets) {
        ArrayNode list = MAPPER.createArrayNode();
        for (Dataset dataset : datasets) {
            ObjectNode node = list.addObject();
            put(node, DatasetStatistics.of(dataset));
            ObjectNode overlaps = node.putObject("textsAlsoIn");
            datasets.stream()
                    .filter(other -> !other.name().equals(dataset.name()))
                    .forEach(other -> overlaps.put(other.name(), DatasetStatistics.overlap(dataset, other)));
        }
        return list.toPrettyString() + '\n';
    }

    private static void put(ObjectNode node, DatasetStatistics statistics) {
        node.put("name", statistics.name()).put("sha256", statistics.sha256());
        node.put("examples", statistics.examples()).put("cardinality", statistics.cardinality());
        node.put("repeatedTexts", statistics.repetition().repeatedTexts());
        node.put("surplusExamples", statistics.repetition().surplusExamples());
        node.put("conflictingTexts", statistics.repetition().conflictingTexts());
        putAll(node.putObject("labelsPerExample"), statistics.labelsPerExample());
        ArrayNode lengths = node.putArray("lengths");
        statistics.lengths().forEach(bucket -> put(lengths.addObject(), bucket));
        putAll(node.putObject("labels"), statistics.labelCounts());
    }

    private static void put(ObjectNode node, DatasetStatistics.LengthBucket bucket) {
        node.put("from", bucket.from());
        if (bucket.to() == Integer.MAX_VALUE) {
            node.putNull("to");
        } else {
            node.put("to", bucket.to());
        }
        node.put("texts", bucket.texts());
    }

    private static void putAll(ObjectNode node, Map<?, Integer> counts) {
        counts.forEach((key, count) -> node.put(key.toString(), count));
    }
}
