package io.github.emotions4j.training;

import io.github.emotions4j.core.internal.Sha256;
import io.github.emotions4j.modelfolder.weights.PretrainedEncoder;
import io.github.emotions4j.modelfolder.weights.WeightTensor;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/** A short hash of everything that two runs must share to give the same weights. Stateless. */
final class RunFingerprint {

    private static final int SHOWN_BYTES = 8;

    /** Changes when the content of checkpoints does: their token embeddings are in {@link EmbeddingRowOrder}. */
    private static final String FORM = "learned words first";

    private RunFingerprint() {}

    static String of(
            PretrainedEncoder encoder,
            TrainingData data,
            TrainingOptions options,
            TrainingPrecision precision,
            int threads) {
        MessageDigest digest = Sha256.newDigest();
        TrainingOptions resolved = options.toBuilder()
                .precision(precision)
                .threads(threads)
                .checkpointInterval(Duration.ZERO)
                .build();
        Sha256.update(
                digest,
                String.join(
                        " ",
                        FORM,
                        resolved.fingerprintText(),
                        encoder.name(),
                        encoder.config().toString(),
                        data.labels().toString()));
        encoder.weights().tensors().forEach((name, tensor) -> {
            Sha256.update(digest, name);
            digest.update(sample(tensor));
        });
        encoder.headLabels().ifPresent(head -> Sha256.update(digest, "head " + head));
        update(digest, data.train());
        update(digest, data.dev());
        return Sha256.hex(digest, SHOWN_BYTES);
    }

    private static void update(MessageDigest digest, List<EncodedExample> examples) {
        for (EncodedExample example : examples) {
            ByteBuffer ids = ByteBuffer.allocate(example.length() * Integer.BYTES);
            for (int position = 0; position < example.length(); position++) {
                ids.putInt(example.tokenId(position));
            }
            digest.update(ids.array());
            Sha256.update(digest, example.labelIds().toString());
            example.teacherLogits().ifPresent(logits -> Sha256.update(digest, Arrays.toString(logits)));
        }
    }

    // The first and last values distinguish encoders; hashing all values would take seconds.
    private static byte[] sample(WeightTensor tensor) {
        ByteBuffer sample = ByteBuffer.allocate(2 * Float.BYTES);
        if (tensor.size() > 0) {
            sample.putFloat(tensor.values().get(0)).putFloat(tensor.values().get(tensor.size() - 1));
        }
        return sample.array();
    }
}
