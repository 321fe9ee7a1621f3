package io.github.emotions4j.cleaning;

import io.github.emotions4j.core.LabelSet;
import io.github.emotions4j.dataset.Dataset;
import io.github.emotions4j.dataset.Example;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Puts the evidence about each text together and derives what its labels should be. Not thread-safe. */
final class ReviewBuilder {

    private final Dataset train;
    private final Duplicates repeated;
    private final Optional<ConfidentLearning> confidence;
    private final Map<String, Set<String>> others = new LinkedHashMap<>();
    private final Map<Integer, List<Integer>> copies = new HashMap<>();
    private final Map<Integer, List<Evidence.SimilarRow>> similar = new HashMap<>();

    ReviewBuilder(Dataset train, Duplicates repeated, Optional<ConfidentLearning> confidence, List<Dataset> others) {
        this.train = train;
        this.repeated = repeated;
        this.confidence = confidence;
        others.forEach(other -> this.others.put(
                other.name(), other.texts().stream().map(NormalizedText::of).collect(Collectors.toSet())));
        repeated.copies().forEach(group -> group.forEach(example -> copies.put(example, group)));
        repeated.near().forEach(pair -> {
            addSimilar(pair.first(), pair.second(), pair.similarity());
            addSimilar(pair.second(), pair.first(), pair.similarity());
        });
    }

    private void addSimilar(int example, int other, double similarity) {
        similar.computeIfAbsent(example, first -> new ArrayList<>())
                .add(new Evidence.SimilarRow(other + 1, similarity));
    }

    Review review() {
        List<Finding> findings = IntStream.range(0, train.size())
                .mapToObj(this::finding)
                .filter(finding -> !finding.evidence().kinds().isEmpty())
                .sorted(Comparator.comparingDouble(Finding::score).reversed().thenComparingInt(Finding::row))
                .toList();
        return new Review(
                train.name(),
                train.sha256(),
                train.size(),
                findings,
                repetition(),
                confidence.map(ConfidentLearning::labels).orElse(List.of()));
    }

    private Review.Repetition repetition() {
        List<List<Integer>> groups = repeated.copies();
        return new Review.Repetition(
                groups.size(),
                groups.stream().mapToInt(List::size).sum(),
                (int) groups.stream().filter(this::isConflict).count(),
                repeated.near().size(),
                (int) repeated.near().stream()
                        .filter(pair -> isConflict(List.of(pair.first(), pair.second())))
                        .count());
    }

    private boolean isConflict(List<Integer> group) {
        return Duplicates.isConflict(group, train.examples());
    }

    private Finding finding(int index) {
        Example example = train.examples().get(index);
        Evidence evidence = evidence(index, example);
        Suggestion suggestion = evidence.conflict()
                ? Suggestion.ofCopies(example, labelSets(index))
                : Suggestion.ofDoubts(example, train.labels(), evidence.doubts());
        return new Finding(
                index + 1,
                example.id(),
                example.text(),
                names(example.labelIds()),
                names(suggestion.labelIds()),
                suggestion.score(),
                evidence);
    }

    private Evidence evidence(int index, Example example) {
        List<Integer> group = copies.getOrDefault(index, List.of());
        return new Evidence(
                group.stream()
                        .filter(other -> other != index)
                        .map(other -> other + 1)
                        .toList(),
                group.stream().anyMatch(other -> other < index),
                isConflict(group),
                similar.getOrDefault(index, List.of()).stream()
                        .sorted(Comparator.comparingInt(Evidence.SimilarRow::row))
                        .toList(),
                alsoIn(example),
                confidence.map(learning -> learning.doubts(index)).orElse(List.of()));
    }

    private List<String> alsoIn(Example example) {
        if (others.isEmpty()) {
            return List.of();
        }
        String text = NormalizedText.of(example.text());
        return others.entrySet().stream()
                .filter(other -> other.getValue().contains(text))
                .map(Map.Entry::getKey)
                .toList();
    }

    private List<Set<Integer>> labelSets(int index) {
        return copies.getOrDefault(index, List.of()).stream()
                .map(copy -> Set.copyOf(train.examples().get(copy).labelIds()))
                .toList();
    }

    private List<String> names(List<Integer> labelIds) {
        return labelIds.stream().map(train.labels()::name).toList();
    }

    /**
     * What a text's labels should be.
     *
     * @param labelIds the labels, the given ones where nothing changes
     * @param score the weakest change's score, 0 where nothing changes
     */
    private record Suggestion(List<Integer> labelIds, double score) {

        /** The labels that at least half the copies have; nothing where none reaches half. */
        static Suggestion ofCopies(Example example, List<Set<Integer>> labelSets) {
            Map<Integer, Double> shares = new HashMap<>();
            labelSets.forEach(
                    labels -> labels.forEach(label -> shares.merge(label, 1.0 / labelSets.size(), Double::sum)));
            List<Integer> agreed = shares.entrySet().stream()
                    .filter(label -> label.getValue() > 0.5 - 1e-9)
                    .map(Map.Entry::getKey)
                    .sorted()
                    .toList();
            Set<Integer> changed = difference(example.labelIds(), agreed);
            if (agreed.isEmpty() || changed.isEmpty()) {
                return new Suggestion(example.labelIds(), 0);
            }
            double weakest = changed.stream()
                    .mapToDouble(label -> shares.getOrDefault(label, 0.0))
                    .map(share -> Math.max(share, 1 - share))
                    .min()
                    .orElse(0);
            return new Suggestion(agreed, weakest);
        }

        static Suggestion ofDoubts(Example example, LabelSet labels, List<LabelIssue> doubts) {
            if (doubts.isEmpty()) {
                return new Suggestion(example.labelIds(), 0);
            }
            Set<Integer> labelIds = new TreeSet<>(example.labelIds());
            for (LabelIssue doubt : doubts) {
                int label = labels.idOf(doubt.label()).orElseThrow();
                boolean changed = doubt.kind() == FindingKind.WRONG ? labelIds.remove(label) : labelIds.add(label);
                if (!changed) {
                    throw new IllegalStateException("doubt " + doubt + " does not fit the labels of " + example);
                }
            }
            double weakest =
                    doubts.stream().mapToDouble(LabelIssue::score).min().orElse(0);
            return new Suggestion(List.copyOf(labelIds), weakest);
        }

        private static Set<Integer> difference(List<Integer> first, List<Integer> second) {
            Set<Integer> all = new HashSet<>(first);
            all.addAll(second);
            all.removeIf(label -> first.contains(label) && second.contains(label));
            return all;
        }
    }
}
