package io.github.emotions4j.training;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A text as token ids, with its labels, teacher logits, or both. Immutable and thread-safe. */
public final class EncodedExample {

    private final int[] tokenIds;
    private final List<Integer> labelIds;
    private final boolean labelled;
    private final float @Nullable [] teacherLogits;

    private EncodedExample(int[] tokenIds, List<Integer> labelIds, boolean labelled, float @Nullable [] teacherLogits) {
        this.tokenIds = tokenIds;
        this.labelIds = labelIds;
        this.labelled = labelled;
        this.teacherLogits = teacherLogits;
    }

    /**
     * Makes an example.
     *
     * @param tokenIds its token ids with special tokens, at least one; copied
     * @param labelIds its labels, possibly none
     * @return the example
     * @throws IllegalArgumentException if there is no token
     */
    public static EncodedExample of(int[] tokenIds, List<Integer> labelIds) {
        requireToken(tokenIds);
        return new EncodedExample(tokenIds.clone(), List.copyOf(labelIds), true, null);
    }

    /**
     * Makes an example without labels, for distillation alone.
     *
     * @param tokenIds its token ids with special tokens, at least one; copied
     * @param teacherLogits one logit per label, shape {@code [labels]}; copied
     * @return the example
     * @throws IllegalArgumentException if there is no token
     */
    public static EncodedExample unlabelled(int[] tokenIds, float[] teacherLogits) {
        requireToken(tokenIds);
        return new EncodedExample(tokenIds.clone(), List.of(), false, teacherLogits.clone());
    }

    /**
     * This example with teacher logits, for distillation.
     *
     * @param logits one logit per label, shape {@code [labels]}; copied
     * @return a new example
     */
    public EncodedExample withTeacherLogits(float[] logits) {
        return new EncodedExample(tokenIds, labelIds, labelled, logits.clone());
    }

    private static void requireToken(int[] tokenIds) {
        if (tokenIds.length == 0) {
            throw new IllegalArgumentException("an example needs at least one token, found none");
        }
    }

    /**
     * The number of tokens, special tokens included.
     *
     * @return at least 1
     */
    public int length() {
        return tokenIds.length;
    }

    /**
     * The token ids.
     *
     * @return a copy, shape {@code [length]}
     */
    public int[] tokenIds() {
        return tokenIds.clone();
    }

    /**
     * The labels.
     *
     * @return label ids, possibly none
     */
    public List<Integer> labelIds() {
        return labelIds;
    }

    /**
     * Whether the text has been labelled; the list of its labels may still be empty.
     *
     * @return false for examples that have teacher logits alone
     */
    public boolean labelled() {
        return labelled;
    }

    /**
     * The teacher logits.
     *
     * @return a copy, shape {@code [labels]}, or empty when the example has none
     */
    public Optional<float[]> teacherLogits() {
        return Optional.ofNullable(teacherLogits).map(float[]::clone);
    }

    IntStream stream() {
        return Arrays.stream(tokenIds);
    }

    boolean contains(int tokenId) {
        return Arrays.stream(tokenIds).anyMatch(id -> id == tokenId);
    }

    int tokenId(int position) {
        return tokenIds[position];
    }

    @Override
    public String toString() {
        return "EncodedExample[" + tokenIds.length + " tokens, labels " + labelIds + "]";
    }
}
