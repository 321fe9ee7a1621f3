package io.github.emotions4j.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BatchPlanTest {

    private static final TrainingOptions OPTIONS =
            TrainingOptions.defaults().toBuilder().batchSize(16).build();

    private static List<EncodedExample> examples(int count) {
        Random random = new Random(5);
        List<EncodedExample> examples = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            examples.add(EncodedExample.of(new int[1 + random.nextInt(40)], List.of()));
        }
        return examples;
    }

    @Test
    void anEpochHasEveryExampleOnce() {
        List<EncodedExample> examples = examples(1003);
        BatchPlan plan = new BatchPlan(examples, OPTIONS);
        List<EncodedExample> seen = new ArrayList<>();
        plan.epoch(0).forEach(seen::addAll);
        assertThat(plan.epoch(0)).hasSize(63).hasSize(plan.batchesPerEpoch());
        assertThat(seen).containsExactlyInAnyOrderElementsOf(examples);
    }

    @Test
    void batchesHoldTextsOfSimilarLength() {
        List<List<EncodedExample>> batches = new BatchPlan(examples(1600), OPTIONS).epoch(0);
        long padded = batches.stream()
                .mapToLong(batch -> (long) batch.size()
                        * batch.stream().mapToInt(EncodedExample::length).max().orElseThrow())
                .sum();
        long real = batches.stream()
                .flatMap(List::stream)
                .mapToLong(EncodedExample::length)
                .sum();
        assertThat((double) padded / real).isLessThan(1.05);
    }

    @Test
    void theSameEpochIsTheSameAndTheNextIsNot() {
        BatchPlan plan = new BatchPlan(examples(200), OPTIONS);
        assertThat(plan.epoch(1)).isEqualTo(plan.epoch(1)).isNotEqualTo(plan.epoch(2));
    }

    @Test
    void sequentialOrderKeepsTheData() {
        List<EncodedExample> examples = examples(40);
        TrainingOptions sequential =
                OPTIONS.toBuilder().order(ScheduleOptions.Order.SEQUENTIAL).build();
        List<EncodedExample> seen = new ArrayList<>();
        new BatchPlan(examples, sequential).epoch(3).forEach(seen::addAll);
        assertThat(seen).containsExactlyElementsOf(examples);
    }
}
