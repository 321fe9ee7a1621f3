package io.github.emotions4j.finetuning;

import io.github.emotions4j.dataset.Dataset;
import io.github.emotions4j.training.EncodedExample;
import io.github.emotions4j.training.ExampleEncoder;
import io.github.emotions4j.training.TrainingData;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Tokenises the texts of a run and adds teacher logits. Immutable.
 *
 * @param data the labelled texts
 * @param teachers the teachers, and texts without labels
 * @param encoder gives token ids
 * @param listener receives stages
 */
record TrainingDataPreparation(
        FineTuningData data, TeacherOptions teachers, ExampleEncoder encoder, FineTuningListener listener) {

    TrainingData prepare() throws IOException {
        Dataset train = data.train();
        Dataset dev = data.dev();
        listener.stageStarted("tokenising " + train.size() + " training and " + dev.size() + " dev texts");
        List<EncodedExample> labelled = encoder.encode(train);
        List<EncodedExample> examples = teachers.models().isEmpty() ? labelled : withTeacherLogits(labelled);
        return new TrainingData(train.labels(), examples, encoder.encode(dev));
    }

    /** The labelled examples with teacher logits, then those of the texts without labels. */
    private List<EncodedExample> withTeacherLogits(List<EncodedExample> labelled) throws IOException {
        List<String> unlabelled = teachers.unlabelledTexts();
        List<String> texts = new ArrayList<>(data.train().texts());
        texts.addAll(unlabelled);
        List<float[]> logits = new TeacherEnsemble(teachers.models(), teachers.logitsCache())
                .logits(texts, data.train().labels(), listener::stageStarted);
        List<EncodedExample> examples = new ArrayList<>();
        for (int i = 0; i < labelled.size(); i++) {
            examples.add(labelled.get(i).withTeacherLogits(logits.get(i)));
        }
        for (int i = 0; i < unlabelled.size(); i++) {
            int[] tokenIds = encoder.encode(unlabelled.get(i), "text " + (i + 1) + " without labels");
            examples.add(EncodedExample.unlabelled(tokenIds, logits.get(labelled.size() + i)));
        }
        return examples;
    }
}
