package io.github.emotions4j.dataset;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A random split of a dataset into a part for training and a held-out part. Examples with equal text are in the same
 * part. Immutable and thread-safe.
 *
 * @param train the part for training, in the dataset's order
 * @param heldOut the held-out part, in the dataset's order
 */
public record HoldOutSplit(Dataset train, Dataset heldOut) {

    /**
     * Splits a dataset; the same seed gives the same split. Both parts keep the SHA-256 of the whole file, so that a
     * later evaluation on this file can report that its thresholds were chosen on the same data.
     *
     * @param whole the dataset
     * @param fraction the held-out fraction of the examples, above 0 and below 1
     * @param seed the random seed
     * @return the two parts
     * @throws IllegalArgumentException if the fraction is outside its range, or the dataset has fewer than two distinct
     *     texts
     */
    public static HoldOutSplit of(Dataset whole, double fraction, long seed) {
        if (!(fraction > 0 && fraction < 1)) {
            throw new IllegalArgumentException(
                    "the held-out fraction is " + fraction + ", expected above 0 and below 1");
        }
        Set<String> drawn = drawnTexts(whole, Math.max(1, Math.round(whole.size() * fraction)), seed);
        List<Example> heldOut = whole.examples().stream()
                .filter(example -> drawn.contains(example.text()))
                .toList();
        List<Example> rest = whole.examples().stream()
                .filter(example -> !drawn.contains(example.text()))
                .toList();
        if (rest.isEmpty()) {
            throw new IllegalArgumentException("found too few distinct texts to hold out " + fraction + " of '"
                    + whole.name() + "', expected at least 2");
        }
        return new HoldOutSplit(part(whole, "train", rest), part(whole, "dev", heldOut));
    }

    private static Set<String> drawnTexts(Dataset whole, long wanted, long seed) {
        Map<String, Long> counts =
                whole.texts().stream().collect(Collectors.groupingBy(text -> text, Collectors.counting()));
        List<String> texts = new ArrayList<>(new LinkedHashSet<>(whole.texts()));
        Collections.shuffle(texts, new Random(seed));
        Set<String> drawn = new HashSet<>();
        long examples = 0;
        for (String text : texts) {
            if (examples >= wanted) {
                break;
            }
            drawn.add(text);
            examples += counts.getOrDefault(text, 0L);
        }
        return drawn;
    }

    private static Dataset part(Dataset whole, String part, List<Example> examples) {
        return new Dataset(whole.name() + " (" + part + " part)", whole.labels(), examples, whole.sha256());
    }
}
