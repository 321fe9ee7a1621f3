package io.github.emotions4j.finetuning;

import io.github.emotions4j.core.LabelSet;
import io.github.emotions4j.core.ModelFormatException;
import io.github.emotions4j.core.Scores;
import io.github.emotions4j.core.internal.Sha256;
import io.github.emotions4j.modelfolder.ModelConfig;
import io.github.emotions4j.modelfolder.ModelFolder;
import io.github.emotions4j.modelfolder.ProblemType;
import io.github.emotions4j.modelfolder.weights.Safetensors;
import io.github.emotions4j.modelfolder.weights.WeightTensor;
import io.github.emotions4j.modelfolder.weights.Weights;
import io.github.emotions4j.onnx.OnnxEmotionClassifier;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The teachers of a distillation. The teacher logits of a text are the mean of their logits.
 *
 * <p>The logits of each teacher are cached under a hash of its files and of the texts, because a large teacher takes
 * minutes. Not thread-safe. Source: Hinton et al. 2015, Distilling the Knowledge in a Neural Network
 * (<a href="https://arxiv.org/abs/1503.02531">paper</a>).
 */
final class TeacherEnsemble {

    /** Probabilities are clamped to this distance from 0 and 1, so that logits are finite, between -17 and 17. */
    private static final double CLOSEST = 1e-7;

    private static final String LOGITS = "logits";

    private final List<Path> folders;
    private final Path cache;

    /**
     * Creates the ensemble without loading any teacher.
     *
     * @param folders their model folders
     * @param cache the folder for computed logits; made when first needed
     */
    TeacherEnsemble(List<Path> folders, Path cache) {
        this.folders = List.copyOf(folders);
        this.cache = cache;
    }

    /**
     * The mean logits of all teachers.
     *
     * @param texts the texts
     * @param labels the labels that every teacher must have, in the same order
     * @param listener receives which teacher scores the texts
     * @return for each text the logits, shape {@code [labels]}
     * @throws ModelFormatException if a teacher has other labels, or is no multi-label model
     * @throws IOException if a folder cannot be read or the cache not be written
     */
    List<float[]> logits(List<String> texts, LabelSet labels, Consumer<String> listener) throws IOException {
        List<float[]> sums = new ArrayList<>();
        texts.forEach(text -> sums.add(new float[labels.size()]));
        for (Path folder : folders) {
            requireSameLabels(folder, labels);
            FloatBuffer logits = cached(folder, texts, labels, listener).values();
            sums.forEach(sum -> add(sum, logits));
        }
        return sums;
    }

    private void add(float[] sum, FloatBuffer logits) {
        for (int label = 0; label < sum.length; label++) {
            sum[label] += logits.get() / folders.size();
        }
    }

    private static void requireSameLabels(Path folder, LabelSet labels) throws IOException {
        ModelConfig config = ModelConfig.read(folder);
        if (!config.labels().equals(labels)) {
            throw new ModelFormatException("teacher " + folder + " has labels "
                    + config.labels().names() + ", expected the data's " + labels.names());
        }
        if (config.problemType() != ProblemType.MULTI_LABEL) {
            throw new ModelFormatException("teacher " + folder + " is a model of one label per text ("
                    + config.problemType().configName() + "), expected " + ProblemType.MULTI_LABEL.configName());
        }
    }

    private WeightTensor cached(Path folder, List<String> texts, LabelSet labels, Consumer<String> listener)
            throws IOException {
        long[] shape = {texts.size(), labels.size()};
        Path file = cache.resolve(fingerprint(folder, texts) + ".safetensors");
        if (!Files.exists(file)) {
            listener.accept("asking teacher " + folder + " about " + texts.size() + " texts");
            WeightTensor logits = WeightTensor.of(score(folder, texts, labels), shape);
            Files.createDirectories(cache);
            Safetensors.write(file, new Weights(Map.of(LOGITS, logits), folder.toString()));
        }
        return Safetensors.read(file).weights().require(LOGITS, shape);
    }

    private static float[] score(Path folder, List<String> texts, LabelSet labels) throws IOException {
        float[] logits = new float[texts.size() * labels.size()];
        FloatBuffer next = FloatBuffer.wrap(logits);
        try (OnnxEmotionClassifier teacher = OnnxEmotionClassifier.load(folder);
                Stream<Scores> scores = teacher.classify(texts.stream())) {
            scores.forEachOrdered(scored -> {
                for (int label = 0; label < labels.size(); label++) {
                    next.put(logit(scored.score(label)));
                }
            });
        }
        return logits;
    }

    private static float logit(double probability) {
        double inside = Math.min(1 - CLOSEST, Math.max(CLOSEST, probability));
        return (float) Math.log(inside / (1 - inside));
    }

    /** A hash of the texts and of all files that can change the logits, even of those that the teacher does not use. */
    private static String fingerprint(Path folder, List<String> texts) throws IOException {
        MessageDigest digest = Sha256.newDigest();
        for (Path file : ModelFolder.open(folder).scoreFiles()) {
            Sha256.update(digest, folder.relativize(file) + " " + Files.size(file));
            Sha256.update(digest, file);
        }
        for (String text : texts) {
            Sha256.update(digest, text);
        }
        return Sha256.hex(digest);
    }
}
