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
 * What a reviewed file changes. Immutable and thread-safe.
 *
 * @param relabelling the changes, ready to be written
 * @param relabelled how many texts get other labels
 * @param dropped how many texts are left out
 * @param undecided how many findings suggested something that was neither decided nor accepted by the options
 */
public record Corrections(Relabelling relabelling, int relabelled, int dropped, int undecided) {

    /**
     * Reads the decisions of a review. A text whose accepted labels are none is left out, unless the file has texts
     * without labels anyway: that is the paper's cleaning, for a text without a label that can be believed teaches nothing.
     *
     * @param entries the review's rows
     * @param train the file that the review was made of
     * @param options what happens to the undecided
     * @return the changes
     * @throws DatasetFormatException if the review is of another file, names a row twice or one that is not there, gives
     *     other labels than the file, or suggests an unknown label; the message names file and line
     * @throws IllegalArgumentException if the review has no row, or every text would be left out
     */
    public static Corrections of(List<ReviewFile.Entry> entries, Dataset train, ApplyOptions options) {
        if (entries.isEmpty()) {
            throw new IllegalArgumentException("found no row in the review, expected at least one finding");
        }
        Reading reading = new Reading(train, options);
        entries.forEach(reading::read);
        int dropped = (int)
                reading.changes.values().stream().filter(Optional::isEmpty).count();
        return new Corrections(
                new Relabelling(train, reading.changes), reading.changes.size() - dropped, dropped, reading.undecided);
    }

    /** The rows one by one. */
    private static final class Reading {

        private final Dataset train;
        private final ApplyOptions options;
        private final boolean unlabelledAllowed;
        private final Set<Integer> seen = new HashSet<>();
        private final Map<Integer, Optional<List<Integer>>> changes = new HashMap<>();
        private int undecided;

        Reading(Dataset train, ApplyOptions options) {
            this.train = train;
            this.options = options;
            this.unlabelledAllowed = train.examples().stream()
                    .anyMatch(example -> example.labelIds().isEmpty());
        }

        void read(ReviewFile.Entry entry) {
            requireOfTrain(entry);
            List<Integer> given = train.examples().get(entry.row() - 1).labelIds();
            if (!Set.copyOf(given).equals(Set.copyOf(ids(entry.given(), entry)))) {
                throw new DatasetFormatException("row " + entry.row() + " is given the labels " + entry.given()
                        + ", expected those of '" + train.name() + "', "
                        + given.stream().map(train.labels()::name).toList() + ", in " + entry.where());
            }
            List<Integer> suggested = ids(entry.suggested(), entry);
            switch (resolved(entry)) {
                case ACCEPT -> accept(entry.row() - 1, given, suggested);
                case DROP -> changes.put(entry.row() - 1, Optional.empty());
                case NONE -> undecided += Set.copyOf(given).equals(Set.copyOf(suggested)) ? 0 : 1;
                case KEEP -> {}
            }
        }

        private void requireOfTrain(ReviewFile.Entry entry) {
            if (!entry.sha256().equals(train.sha256())) {
                throw new DatasetFormatException("the review was made of a file with SHA-256 '" + entry.sha256()
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
            boolean strong = options.minScore().isPresent()
                    && entry.score() >= options.minScore().getAsDouble();
            return options.acceptAll() || strong ? Decision.ACCEPT : Decision.NONE;
        }

        private void accept(int index, List<Integer> given, List<Integer> suggested) {
            if (Set.copyOf(given).equals(Set.copyOf(suggested))) {
                return;
            }
            boolean leftOut = suggested.isEmpty() && !unlabelledAllowed;
            changes.put(index, leftOut ? Optional.empty() : Optional.of(suggested));
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
