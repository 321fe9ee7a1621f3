package io.github.emotions4j.cleaning;

import io.github.emotions4j.core.internal.Sha256;
import io.github.emotions4j.dataset.Dataset;
import io.github.emotions4j.modelfolder.weights.PretrainedEncoder;
import io.github.emotions4j.training.TrainingOptions;
import java.security.MessageDigest;
import java.time.Duration;

/** A short hash of all inputs of the out-of-fold scores except the number of threads. Stateless. */
final class FoldFingerprint {

    private static final int SHOWN_BYTES = 6;

    private FoldFingerprint() {}

    static String of(PretrainedEncoder base, Dataset dataset, FoldSplit split, TrainingOptions options) {
        MessageDigest digest = Sha256.newDigest();
        TrainingOptions relevant = options.toBuilder()
                .precision(options.runtime().precision().resolve())
                .threads(0)
                .checkpointInterval(Duration.ZERO)
                .build();
        Sha256.update(
                digest,
                dataset.sha256() + dataset.size() + dataset.labels() + relevant.fingerprintText() + base.config());
        Sha256.update(digest, base.tokenizerJson());
        for (int example = 0; example < dataset.size(); example++) {
            digest.update((byte) split.foldOf(example));
        }
        base.weights().tensors().forEach((name, tensor) -> {
            Sha256.update(digest, name);
            digest.update(tensor.toBytes());
        });
        return Sha256.hex(digest, SHOWN_BYTES);
    }
}
