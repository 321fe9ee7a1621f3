package io.github.emotions4j.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.emotions4j.core.LabelSet;
import io.github.emotions4j.fixtures.GoEmotionsFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Reads the three published splits; skipped where they are absent. */
class GoEmotionsSplitsTest {

    private static final Path FOLDER = GoEmotionsFolder.find().orElse(Path.of("absent"));

    @BeforeAll
    static void skipWithoutTheSplits() {
        assumeTrue(
                Files.isDirectory(FOLDER), "GoEmotions is not here; name its folder in " + GoEmotionsFolder.VARIABLE);
    }

    @ParameterizedTest
    @CsvSource({
        "TRAIN, 43410, 1c254a142be5c00e80d819b9ae1bbd36d94b2eeb8f4b1271846508d57e57d9c5, 77, 14219",
        "DEV,    5426, 575489c079c9de1097062a01738f998590d6b7ead66dd1c9fd1d2ba01fd8bc62, 13,  1766",
        "TEST,   5427, 0587b2dd8b27b97352adbfc3fb083d46005c8946657fdc2b1ca8b1cc7f1f8be4,  6,  1787"
    })
    void readsEverySplitWhole(Split split, int size, String sha256, int grief, int neutral) throws IOException {
        Dataset dataset = GoEmotions.read(FOLDER, split);

        assertThat(dataset.size()).isEqualTo(size);
        assertThat(dataset.sha256()).isEqualTo(sha256);
        assertThat(count(dataset, "grief")).isEqualTo(grief);
        assertThat(count(dataset, "neutral")).isEqualTo(neutral);
    }

    @Test
    void labelOrderIsThatOfTheBuiltInLabelSet() throws IOException {
        assertThat(GoEmotions.readLabels(FOLDER)).isEqualTo(LabelSet.goEmotions());
    }

    @Test
    void statisticsAreThoseCountedElsewhere() throws IOException {
        Dataset train = GoEmotions.read(FOLDER, Split.TRAIN);
        Dataset dev = GoEmotions.read(FOLDER, Split.DEV);
        Dataset test = GoEmotions.read(FOLDER, Split.TEST);
        DatasetStatistics statistics = DatasetStatistics.of(train);

        assertThat(statistics.labelsPerExample())
                .containsExactlyInAnyOrderEntriesOf(Map.of(1, 36308, 2, 6541, 3, 532, 4, 28, 5, 1));
        assertThat(statistics.repetition()).isEqualTo(new DatasetStatistics.Repetition(118, 183, 58));
        assertThat(DatasetStatistics.overlap(test, train)).isEqualTo(37);
        assertThat(DatasetStatistics.overlap(dev, train)).isEqualTo(43);
    }

    private static long count(Dataset dataset, String label) {
        Integer id = dataset.labels().idOf(label).orElseThrow();
        return dataset.examples().stream()
                .filter(example -> example.labelIds().contains(id))
                .count();
    }
}
