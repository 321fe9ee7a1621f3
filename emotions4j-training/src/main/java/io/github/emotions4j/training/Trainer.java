package io.github.emotions4j.training;

import io.github.emotions4j.core.TrainingException;
import io.github.emotions4j.modelfolder.EncoderConfig;
import io.github.emotions4j.modelfolder.weights.PretrainedEncoder;
import io.github.emotions4j.modelfolder.weights.Weights;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/**
 * Fine-tunes an encoder as a multi-label classifier: binary cross-entropy with logits, AdamW, linear decay, clipped
 * gradients.
 *
 * <p>The same encoder, data, options, thread count and machine give the same weights, bit for bit, also across a kill
 * and a resume. Not thread-safe, and one run at a time in a process: libtorch's thread count belongs to the process.
 */
public final class Trainer {

    /** The checkpoint's name inside the run folder; gone when the run is complete. */
    public static final String CHECKPOINT = "checkpoint.safetensors";

    /** The log's name inside the run folder: a JSON object a line, one per step and one per epoch. */
    public static final String LOG = "training.jsonl";

    private final PretrainedEncoder encoder;
    private final TrainingData data;
    private final TrainingOptions options;
    private final Path runFolder;
    private final TrainingListener listener;

    /**
     * Prepares a run; {@link #train} or {@link #resume} starts it.
     *
     * @param encoder the encoder to start from
     * @param data the training and dev examples
     * @param options the recipe
     * @param runFolder an existing folder, for the log and the checkpoint
     * @param listener receives the progress
     * @throws IllegalArgumentException if a token id or a length does not fit the encoder
     */
    public Trainer(
            PretrainedEncoder encoder,
            TrainingData data,
            TrainingOptions options,
            Path runFolder,
            TrainingListener listener) {
        this.encoder = Objects.requireNonNull(encoder, "encoder");
        this.data = Objects.requireNonNull(data, "data");
        this.options = Objects.requireNonNull(options, "options");
        this.runFolder = Objects.requireNonNull(runFolder, "runFolder");
        this.listener = Objects.requireNonNull(listener, "listener");
        requireFits(data.train(), encoder.config());
        requireFits(data.dev(), encoder.config());
    }

    /**
     * Trains from the start; a checkpoint of an earlier run in the folder is overwritten.
     *
     * @return the trained tensors by transformers' names, on the Java heap
     * @throws TrainingException if the loss stops being a finite number
     * @throws IOException if log or checkpoint cannot be written
     */
    public Weights train() throws IOException {
        Files.deleteIfExists(runFolder.resolve(CHECKPOINT));
        return resume();
    }

    /**
     * Continues from the run folder's checkpoint, or trains from the start where there is none.
     *
     * @return the trained tensors by transformers' names, on the Java heap
     * @throws TrainingException if the loss stops being a finite number, or the checkpoint is of another run
     * @throws IOException if log or checkpoint cannot be read or written
     */
    public Weights resume() throws IOException {
        TrainingPrecision precision = options.runtime().precision().resolve();
        int threads = threads();
        try (TrainableModel model = TrainableModel.of(encoder, data, options, precision);
                Workers workers = new Workers(threads)) {
            String fingerprint = RunFingerprint.of(encoder, data, options, precision, threads);
            TrainingCheckpoint checkpoint = new TrainingCheckpoint(runFolder.resolve(CHECKPOINT), fingerprint);
            long stepsDone = checkpoint.restore(model.parameters()).orElse(0L);
            try (TrainingLog log = TrainingLog.open(runFolder.resolve(LOG), stepsDone)) {
                TrainingRun run = new TrainingRun(model, data, options, workers, checkpoint, log, listener);
                listener.started(new TrainingListener.Start(
                        precision,
                        threads,
                        run.totalSteps(),
                        stepsDone,
                        data.train().size()));
                run.from(stepsDone);
            }
            return model.finish();
        }
    }

    private int threads() {
        int threads = options.runtime().threads();
        return threads > 0 ? threads : Runtime.getRuntime().availableProcessors();
    }

    private static void requireFits(List<EncodedExample> examples, EncoderConfig config) {
        for (int i = 0; i < examples.size(); i++) {
            EncodedExample example = examples.get(i);
            if (example.length() > config.maxTokens()) {
                throw new IllegalArgumentException("example " + i + " has " + example.length()
                        + " tokens, expected at most " + config.maxTokens());
            }
            for (int position = 0; position < example.length(); position++) {
                int tokenId = example.tokenId(position);
                if (tokenId < 0 || tokenId >= config.vocabularySize()) {
                    throw new IllegalArgumentException("example " + i + " has token id " + tokenId
                            + ", expected one below the vocabulary's " + config.vocabularySize());
                }
            }
        }
    }
}
