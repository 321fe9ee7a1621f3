package io.github.emotions4j.cleaning;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NearDuplicateSearchTest {

    @Test
    void findsExactlyThePairsThatComparingAllWithAllFinds() {
        List<String> texts = randomTexts(400, 7);
        for (double threshold : new double[] {0.3, 0.5, 0.7, 1}) {
            assertThat(NearDuplicateSearch.pairs(texts, threshold))
                    .as("threshold %s", threshold)
                    .isEqualTo(allPairs(texts, threshold));
        }
        assertThat(allPairs(texts, 0.5)).hasSizeGreaterThan(50);
    }

    @Test
    void similarityIsTheShareOfCommonShingles() {
        // thank hank/ ank/y nk/yo k/you and one more each: "thank you!" has 7, "thank you." has 7, they share 6
        assertThat(NearDuplicateSearch.pairs(List.of("thank you!", "good night", "thank you."), 0.7))
                .containsExactly(new NearDuplicatePair(0, 2, 6.0 / 8));
        assertThat(NearDuplicateSearch.pairs(List.of("thank you!", "good night", "thank you."), 0.76))
                .isEmpty();
    }

    @Test
    void textsShorterThanAShingleAreShinglesThemselves() {
        assertThat(NearDuplicateSearch.pairs(List.of("no", "on", ""), 0.1)).isEmpty();
    }

    @Test
    void plantedNearDuplicatesAreFoundWithFullPrecisionAndRecall() {
        List<String> texts = new ArrayList<>();
        Random random = new Random(3);
        IntStream.range(0, 300).forEach(i -> texts.add(sentence(random)));
        Set<NearDuplicatePair> planted = new HashSet<>();
        for (int i = 0; i < 40; i++) {
            String changed = texts.get(i) + (i % 2 == 0 ? "!" : " lol");
            double similarity = NearDuplicateSearch.pairs(List.of(texts.get(i), changed), 0.01)
                    .get(0)
                    .similarity();
            planted.add(new NearDuplicatePair(i, texts.size(), similarity));
            texts.add(changed);
        }

        assertThat(NearDuplicateSearch.pairs(texts, 0.7)).containsExactlyInAnyOrderElementsOf(planted);
    }

    private static String sentence(Random random) {
        StringBuilder text = new StringBuilder();
        for (int word = 0; word < 7; word++) {
            random.ints(5, 'a', 'z' + 1).forEach(text::appendCodePoint);
            text.append(' ');
        }
        return text.toString().strip();
    }

    private static List<String> randomTexts(int count, long seed) {
        Random random = new Random(seed);
        Set<String> texts = new TreeSet<>();
        while (texts.size() < count) {
            StringBuilder text = new StringBuilder();
            random.ints(1 + random.nextInt(12), 'a', 'c' + 1).forEach(text::appendCodePoint);
            texts.add(text.toString());
        }
        return List.copyOf(texts);
    }

    private static List<NearDuplicatePair> allPairs(List<String> texts, double threshold) {
        List<NearDuplicatePair> pairs = new ArrayList<>();
        for (int first = 0; first < texts.size(); first++) {
            for (int second = first + 1; second < texts.size(); second++) {
                Set<String> shared = shingles(texts.get(first));
                Set<String> all = shingles(texts.get(first));
                shared.retainAll(shingles(texts.get(second)));
                all.addAll(shingles(texts.get(second)));
                double similarity = (double) shared.size() / all.size();
                if (similarity >= threshold) {
                    pairs.add(new NearDuplicatePair(first, second, similarity));
                }
            }
        }
        return pairs;
    }

    private static Set<String> shingles(String text) {
        Set<String> shingles = new HashSet<>();
        for (int start = 0; start + NearDuplicateSearch.SHINGLE_LENGTH <= text.length(); start++) {
            shingles.add(text.substring(start, start + NearDuplicateSearch.SHINGLE_LENGTH));
        }
        if (shingles.isEmpty()) {
            shingles.add(text);
        }
        return shingles;
    }
}
