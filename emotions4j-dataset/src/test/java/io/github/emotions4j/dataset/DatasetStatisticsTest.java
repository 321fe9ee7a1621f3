package io.github.emotions4j.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.emotions4j.core.LabelSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DatasetStatisticsTest {

    private static final LabelSet LABELS = LabelSet.of("anger", "joy", "grief");
    private static final Dataset TRAIN = data(
            "train",
            new Example("ok", List.of(0), "1"),
            new Example("ok", List.of(1), "2"),
            new Example("ok", List.of(0), "3"),
            new Example("so so", List.of(0, 1), "4"),
            new Example("so so", List.of(1, 0), "5"),
            new Example("a text of more than twenty-five characters", List.of(), "6"));
    private static final Dataset TEST =
            data("test", new Example("ok", List.of(1), "1"), new Example("ok ", List.of(1), "2"));

    private final DatasetStatistics statistics = DatasetStatistics.of(TRAIN);

    @Test
    void countsLabelsAndLabelsPerExample() {
        assertThat(statistics.examples()).isEqualTo(6);
        assertThat(statistics.labelCounts())
                .containsExactly(Map.entry("anger", 4), Map.entry("joy", 3), Map.entry("grief", 0));
        assertThat(statistics.labelsPerExample()).containsExactly(Map.entry(0, 1), Map.entry(1, 3), Map.entry(2, 2));
        assertThat(statistics.cardinality()).isEqualTo(7.0 / 6);
    }

    @Test
    void findsRepeatedTextsAndThoseWithDifferentLabels() {
        // "ok" three times with two labellings, "so so" twice with the same two labels in another order
        assertThat(statistics.repetition()).isEqualTo(new DatasetStatistics.Repetition(2, 3, 1));
    }

    @Test
    void sortsTextsByLengthInCodePoints() {
        Dataset emoji = data("emoji", new Example("\uD83D\uDE00".repeat(25), List.of(0), "1"));

        assertThat(statistics.lengths().get(0)).isEqualTo(new DatasetStatistics.LengthBucket(0, 25, 5));
        assertThat(statistics.lengths().get(1)).isEqualTo(new DatasetStatistics.LengthBucket(26, 50, 1));
        assertThat(DatasetStatistics.of(emoji).lengths().get(0).texts()).isEqualTo(1);
    }

    @Test
    void overlapCountsExamplesWhoseExactTextIsInTheOther() {
        assertThat(DatasetStatistics.overlap(TEST, TRAIN)).isEqualTo(1);
        assertThat(DatasetStatistics.overlap(TRAIN, TEST)).isEqualTo(3);
    }

    @Test
    void textShowsDatasetsSideBySide() {
        String text = StatisticsFormat.TEXT.format(List.of(TRAIN, TEST));

        assertThat(text.lines().map(line -> line.strip().replaceAll(" {2,}", "|")))
                .contains(
                        "train|test",
                        "examples|6|2",
                        "labels per example|1.167|1.000",
                        "repeated texts|2|0",
                        "texts with two labellings|1|0",
                        "texts also in train|-|1",
                        "texts also in test|3|-",
                        "801 and more|0|0",
                        "anger|4|0");
    }

    @Test
    void jsonHasAnObjectPerDataset() throws JsonProcessingException {
        JsonNode json = new ObjectMapper().readTree(StatisticsFormat.JSON.format(List.of(TRAIN, TEST)));

        assertThat(json.at("/0/labels/joy").intValue()).isEqualTo(3);
        assertThat(json.at("/0/textsAlsoIn/test").intValue()).isEqualTo(3);
        assertThat(json.at("/0/conflictingTexts").intValue()).isEqualTo(1);
        assertThat(json.at("/1/labelsPerExample/1").intValue()).isEqualTo(2);
        assertThat(json.at("/1/lengths/6/to").isNull()).isTrue();
    }

    @Test
    void refusesNoDatasetAndDatasetsOfDifferentLabels() {
        Dataset other = new Dataset("other", LabelSet.of("x"), List.of(new Example("a", List.of(0), "1")), "00");

        assertThatThrownBy(() -> StatisticsFormat.TEXT.format(List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no dataset");
        assertThatThrownBy(() -> StatisticsFormat.TEXT.format(List.of(TRAIN, TRAIN)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("same name among [train, train]");
        assertThatThrownBy(() -> StatisticsFormat.JSON.format(List.of(TRAIN, other)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("dataset 'other' has labels [x], expected [anger, joy, grief]");
    }

    private static Dataset data(String name, Example... examples) {
        return new Dataset(name, LABELS, List.of(examples), "00");
    }
}
