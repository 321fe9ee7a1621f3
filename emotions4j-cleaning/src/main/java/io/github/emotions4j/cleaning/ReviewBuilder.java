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
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Collects the evidence about each text and derives the suggested labels. Not thread-safe. */
final class ReviewBuilder {

    private final Dataset train;
    private final Duplicates duplicates;
    private final LabelIssues issues;
    private final Map<String, Set<String>> others = new LinkedHashMap<>();
    private final Map<Integer, List<Integer>> copies = new HashMap<>();
    private final Map<Integer, List<Evidence.SimilarRow>> similar = new HashMap<>();

    ReviewBuilder(Dataset train, Duplicates duplicates, LabelIssues issues, List<Dataset> others) {
        this.train = train;
        this.duplicates = duplicates;
        this.issues = issues;
        others.forEach(other -> this.others.put(
                other.name(), other.texts().stream().map(NormalizedText::of).collect(Collectors.toSet())));
        duplicates.copies().forEach(group -> group.forEach(example -> copies.put(example, group)));
        duplicates.near().forEach(pair -> {
            addSimilar(pair.first(), pair.second(), pair.similarity());
            addSimilar(pair.second(), pair.first(), pair.similarity());
        });
    }

    private void addSimilar(int example, int other, double similarity) {
        similar.computeIfAbsent(example, first -> new ArrayList<>())
                .add(new Evidence.SimilarRow(other + 1, similarity));
    }

    Review build() {
        List<Finding> findings = IntStream.range(0, train.size())
                .mapToObj(this::finding)
                .filter(finding -> !finding.evidence().kinds().isEmpty())
                .sorted(Comparator.comparingDouble(Finding::score).reversed().thenComparingInt(Finding::row))
                .toList();
        return new Review(train.name(), train.sha256(), train.size(), findings, repetition(), issues.labels());
    }

    private Review.Repetition repetition() {
        List<List<Integer>> groups = duplicates.copies();
        return new Review.Repetition(
                groups.size(),
                groups.stream().mapToInt(List::size).sum(),
                (int) groups.stream().filter(this::isConflict).count(),
                duplicates.near().size(),
                (int) duplicates.near().stream()
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
                : Suggestion.ofIssues(example, train.labels(), evidence.labelIssues());
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
                issues.of(index));
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
     * The suggested labels of a text.
     *
     * @param labelIds the labels; the given ones if nothing changes
     * @param score the lowest score of the changes; 0 if nothing changes
     */
    private record Suggestion(List<Integer> labelIds, double score) {

        /** The labels that at least half of the copies have; the given labels if there is no such label. */
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
            double lowest = changed.stream()
                    .mapToDouble(label -> shares.getOrDefault(label, 0.0))
                    .map(share -> Math.max(share, 1 - share))
                    .min()
                    .orElse(0);
            return new Suggestion(agreed, lowest);
        }

        static Suggestion ofIssues(Example example, LabelSet labels, List<LabelIssue> issues) {
            if (issues.isEmpty()) {
                return new Suggestion(example.labelIds(), 0);
            }
            Set<Integer> labelIds = new TreeSet<>(example.labelIds());
            for (LabelIssue issue : issues) {
                int label = labels.idOf(issue.label()).orElseThrow();
                boolean changed = issue.kind() == FindingKind.WRONG ? labelIds.remove(label) : labelIds.add(label);
                if (!changed) {
                    throw new IllegalStateException("label issue " + issue + " does not fit the labels of " + example);
                }
            }
            double lowest = issues.stream().mapToDouble(LabelIssue::score).min().orElse(0);
            return new Suggestion(List.copyOf(labelIds), lowest);
        }

        private static Set<Integer> difference(List<Integer> first, List<Integer> second) {
            Set<Integer> all = new HashSet<>(first);
            all.addAll(second);
            all.removeIf(label -> first.contains(label) && second.contains(label));
            return all;
        }
    }
}
