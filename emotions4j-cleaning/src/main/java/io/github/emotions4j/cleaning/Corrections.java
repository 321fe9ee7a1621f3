package io.github.emotions4j.cleaning;

import io.github.emotions4j.dataset.Dataset;
import io.github.emotions4j.dataset.DatasetFormatException;
import io.github.emotions4j.dataset.Relabelling;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The changes that result from a review. Immutable and thread-safe.
 *
 * @param relabelling the changes to write
 * @param relabelled the number of texts with new labels
 * @param dropped the number of removed texts
 * @param undecided the number of suggestions that were neither decided nor accepted by the options
 */
public record Corrections(Relabelling relabelling, int relabelled, int dropped, int undecided) {

    /**
     * Derives the changes from the decisions of a review. A text that would lose its last label is removed, as in the
     * confident learning paper. It is kept without labels if the file has such texts already.
     *
     * @param entries the rows of the review
     * @param train the reviewed file
     * @param options how to handle findings without a decision
     * @return the changes
     * @throws DatasetFormatException if the review is of another file, repeats a row, has a row that is not in the file
     *     or has other given labels than the file, or suggests an unknown label; the message names file and line
     * @throws IllegalArgumentException if the review has no row, or every text would be removed
     */
    public static Corrections of(List<ReviewFile.Entry> entries, Dataset train, ApplyOptions options) {
        if (entries.isEmpty()) {
            throw new IllegalArgumentException("found no row in the review, expected at least one finding");
        }
        Collector collector = new Collector(train, options);
        entries.forEach(collector::add);
        int dropped = (int)
                collector.changes.values().stream().filter(Optional::isEmpty).count();
        return new Corrections(
                new Relabelling(train, collector.changes),
                collector.changes.size() - dropped,
                dropped,
                collector.undecided);
    }

    /** Collects the changes row by row. */
    private static final class Collector {

        private final Dataset train;
        private final ApplyOptions options;
        private final boolean unlabelledAllowed;
        private final Set<Integer> seen = new HashSet<>();
        private final Map<Integer, Optional<List<Integer>>> changes = new HashMap<>();
        private int undecided;

        Collector(Dataset train, ApplyOptions options) {
            this.train = train;
            this.options = options;
            this.unlabelledAllowed = train.examples().stream()
                    .anyMatch(example -> example.labelIds().isEmpty());
        }

        void add(ReviewFile.Entry entry) {
            requireOfTrain(entry);
            List<Integer> given = train.examples().get(entry.row() - 1).labelIds();
            if (!Set.copyOf(given).equals(Set.copyOf(ids(entry.given(), entry)))) {
                throw new DatasetFormatException("row " + entry.row() + " is given the labels " + entry.given()
                        + ", expected those of '" + train.name() + "', "
                        + given.stream().map(train.labels()::name).toList() + ", in " + entry.where());
            }
            List<Integer> suggested = ids(entry.suggestion().labels(), entry);
            switch (resolved(entry)) {
                case ACCEPT -> accept(entry.row() - 1, given, suggested);
                case DROP -> changes.put(entry.row() - 1, Optional.empty());
                case NONE -> undecided += Set.copyOf(given).equals(Set.copyOf(suggested)) ? 0 : 1;
                case KEEP -> {}
            }
        }

        private void requireOfTrain(ReviewFile.Entry entry) {
            if (!entry.trainSha256().equals(train.sha256())) {
                throw new DatasetFormatException("the review was made of a file with SHA-256 '" + entry.trainSha256()
                        + "', expected that of '" + train.name() + "', " + train.sha256() + ", in " + entry.where());
            }
            if (entry.row() > train.size()) {
                throw new DatasetFormatException("row is " + entry.row() + ", expected at most the " + train.size()
                        + " of '" + train.name() + "' in " + entry.where());
            }
            if (!seen.add(entry.row())) {
                throw new DatasetFormatException(
                        "row " + entry.row() + " is reviewed twice, expected once, in " + entry.where());
            }
        }

        private Decision resolved(ReviewFile.Entry entry) {
            if (entry.decision() != Decision.NONE) {
                return entry.decision();
            }
            if (entry.kinds().stream().anyMatch(options.dropped()::contains)) {
                return Decision.DROP;
            }
            boolean highScore = options.minScore().isPresent()
                    && entry.suggestion().score() >= options.minScore().getAsDouble();
            return options.acceptAll() || highScore ? Decision.ACCEPT : Decision.NONE;
        }

        private void accept(int index, List<Integer> given, List<Integer> suggested) {
            if (Set.copyOf(given).equals(Set.copyOf(suggested))) {
                return;
            }
            boolean removed = suggested.isEmpty() && !unlabelledAllowed;
            changes.put(index, removed ? Optional.empty() : Optional.of(suggested));
        }

        private List<Integer> ids(List<String> names, ReviewFile.Entry entry) {
            Set<Integer> ids = new LinkedHashSet<>();
            for (String name : names) {
                ids.add(train.labels()
                        .idOf(name)
                        .orElseThrow(() -> new DatasetFormatException("found label '" + name + "', expected one of "
                                + train.labels().names() + " in " + entry.where())));
            }
            return new ArrayList<>(ids);
        }
    }
}
