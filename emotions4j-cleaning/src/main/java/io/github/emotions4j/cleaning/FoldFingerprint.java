package io.github.emotions4j.cleaning;

import io.github.emotions4j.dataset.Dataset;
import io.github.emotions4j.modelfolder.weights.PretrainedEncoder;
import io.github.emotions4j.training.TrainingOptions;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;

/** A short hash of all inputs of the out-of-fold scores except the number of threads. Stateless. */
final class FoldFingerprint {

    private static final int SHOWN_BYTES = 6;

    private FoldFingerprint() {}

    static String of(PretrainedEncoder base, Dataset dataset, FoldSplit split, TrainingOptions options) {
        MessageDigest digest = sha256();
        TrainingOptions relevant = options.toBuilder()
                .precision(options.precision().resolve())
                .threads(0)
                .checkpointInterval(Duration.ZERO)
                .build();
        update(digest, dataset.sha256() + dataset.size() + dataset.labels() + relevant + base.config());
        update(digest, base.tokenizerJson());
        for (int example = 0; example < dataset.size(); example++) {
            digest.update((byte) split.foldOf(example));
        }
        base.weights().tensors().forEach((name, tensor) -> {
            update(digest, name);
            digest.update(tensor.toBytes());
        });
        return HexFormat.of().formatHex(digest.digest(), 0, SHOWN_BYTES);
    }

    private static void update(MessageDigest digest, String text) {
        digest.update(text.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }
}
