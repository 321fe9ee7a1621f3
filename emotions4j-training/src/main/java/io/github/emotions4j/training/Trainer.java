package io.github.emotions4j.training;

import io.github.emotions4j.core.TrainingException;
import io.github.emotions4j.modelfolder.EncoderConfig;
import io.github.emotions4j.modelfolder.weights.PretrainedEncoder;
import io.github.emotions4j.modelfolder.weights.WeightTensor;
import io.github.emotions4j.modelfolder.weights.Weights;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;

/**
 * Fine-tunes an encoder as a multi-label classifier: binary cross-entropy with logits, AdamW, linear decay, clipped
 * gradients.
 *
 * <p>The same encoder, data, options, thread count and machine give the same weights, bit for bit, also across a kill and
 * a resume. Not thread-safe, and one run at a time in a process: libtorch's thread count belongs to the process.
 */
public final class Trainer {

    /** The checkpoint's name inside the run folder; gone when the run is complete. */
    public static final String CHECKPOINT = "checkpoint.safetensors";

    /** The log's name inside the run folder: a JSON object a line, one per step and one per epoch. */
    public static final String LOG = "training.jsonl";

    /** The place of the word embeddings among the parameters: first, see {@code ClassifierTensors}. */
    static final int WORDS = 0;

    private final PretrainedEncoder encoder;
    private final TrainingData data;
    private final TrainingOptions options;
    private final Path runFolder;
    private final TrainingListener listener;

    /**
     * Prepares a run.
     *
     * @param encoder the encoder to start from
     * @param data what to learn from
     * @param options the recipe
     * @param runFolder an existing folder for log and checkpoint
     * @param listener hears how it goes
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
     * Goes on from the run folder's checkpoint, or trains from the start where there is none.
     *
     * @return the trained tensors by transformers' names, on the Java heap
     * @throws TrainingException if the loss stops being a finite number, or the checkpoint is of another run
     * @throws IOException if log or checkpoint cannot be read or written
     */
    public Weights resume() throws IOException {
        TrainingPrecision precision = options.precision().resolve();
        int threads = threads();
        Map<String, WeightTensor> start = ClassifierParameters.start(encoder, data, options);
        List<Parameter> parameters = ClassifierParameters.parameters(
                start, precision, ClassifierParameters.rateFactors(encoder.config(), options));
        Tensor words = parameters.get(WORDS).weights();
        EmbeddingRowOrder wordOrder = EmbeddingRowOrder.of(
                data.train(),
                encoder.config().vocabularySize(),
                encoder.config().padTokenId());
        wordOrder.sort(words);
        try (TokenEmbeddings wordGradient = new TokenEmbeddings(words, wordOrder.learned());
                Workers workers = new Workers(threads)) {
            StepGradients stepGradients = new StepGradients(
                    parameters, encoder.config(), data.labels().size(), options, workers);
            AdamW optimiser = new AdamW(
                    parameters, wordOrder.learned(), options.weightDecay(), options.maxGradientNorm(), workers);
            String fingerprint = RunFingerprint.of(encoder, data, options, precision, threads);
            TrainingCheckpoint checkpoint = new TrainingCheckpoint(runFolder.resolve(CHECKPOINT), fingerprint);
            long stepsDone = checkpoint.restore(parameters).orElse(0L);
            try (TrainingLog log = TrainingLog.open(runFolder.resolve(LOG), stepsDone)) {
                Run run = new Run(
                        wordOrder.toRows(data), parameters, stepGradients, optimiser, wordGradient, checkpoint, log);
                listener.started(new TrainingListener.Start(
                        precision,
                        threads,
                        run.totalSteps(),
                        stepsDone,
                        data.train().size()));
                run.from(stepsDone);
            }
            wordOrder.unsort(words);
            return copy(parameters);
        } finally {
            parameters.forEach(Parameter::close);
        }
    }

    private int threads() {
        return options.threads() > 0 ? options.threads() : Runtime.getRuntime().availableProcessors();
    }

    private static Weights copy(List<Parameter> parameters) {
        Map<String, WeightTensor> copies = new LinkedHashMap<>();
        parameters.forEach(parameter -> copies.put(parameter.name(), Parameter.toWeights(parameter.weights())));
        return new Weights(copies, "training run");
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

    /** The steps of one run. */
    private final class Run {

        private final TrainingData rows;
        private final List<Parameter> parameters;
        private final StepGradients stepGradients;
        private final AdamW optimiser;
        private final TokenEmbeddings wordGradient;
        private final TrainingCheckpoint checkpoint;
        private final TrainingLog log;
        private final BatchPlan plan;
        private final LearningRateSchedule schedule;
        private double lossSum;
        private long lossCount;
        private long lastCheckpoint = System.nanoTime();

        /** @param rows the data with rows of the word embeddings for token ids */
        Run(
                TrainingData rows,
                List<Parameter> parameters,
                StepGradients stepGradients,
                AdamW optimiser,
                TokenEmbeddings wordGradient,
                TrainingCheckpoint checkpoint,
                TrainingLog log) {
            this.rows = rows;
            this.plan = new BatchPlan(rows.train(), options);
            this.parameters = parameters;
            this.stepGradients = stepGradients;
            this.optimiser = optimiser;
            this.wordGradient = wordGradient;
            this.checkpoint = checkpoint;
            this.log = log;
            this.schedule = LearningRateSchedule.of(totalSteps(), options.warmup());
        }

        long totalSteps() {
            return (long) plan.batchesPerEpoch() * options.epochs();
        }

        void from(long stepsDone) throws IOException {
            int perEpoch = plan.batchesPerEpoch();
            for (int epoch = (int) (stepsDone / perEpoch); epoch < options.epochs(); epoch++) {
                List<List<EncodedExample>> batches = plan.epoch(epoch);
                for (int i = (int) Math.max(0, stepsDone - (long) epoch * perEpoch); i < perEpoch; i++) {
                    long step = (long) epoch * perEpoch + i;
                    step(step, epoch, batches.get(i));
                    boolean endsEpoch = i == perEpoch - 1;
                    if (endsEpoch) {
                        endEpoch(epoch, step);
                    }
                    checkpointWhenDue(step + 1, endsEpoch);
                }
            }
        }

        private void step(long step, int epoch, List<EncodedExample> examples) throws IOException {
            long began = System.nanoTime();
            double rate = options.learningRate() * schedule.factor(step);
            try (PointerScope scope = new PointerScope()) {
                StepTokenEmbeddings words = StepTokenEmbeddings.of(
                        parameters.get(WORDS).weights(),
                        examples,
                        encoder.config().padTokenId());
                StepGradients.LossAndGradients result = stepGradients.of(step, examples, words);
                requireFinite(result.loss(), step);
                update(result, words, step, rate);
                lossSum += result.loss();
                lossCount++;
                TrainingListener.Step figures = new TrainingListener.Step(
                        step + 1,
                        epoch + 1,
                        result.loss(),
                        rate,
                        result.norm(),
                        examples.size(),
                        examples.stream().mapToInt(EncodedExample::length).sum(),
                        Duration.ofNanos(System.nanoTime() - began));
                log.write(figures);
                listener.stepDone(figures);
            }
        }

        private void update(StepGradients.LossAndGradients result, StepTokenEmbeddings words, long step, double rate) {
            TensorVector gradients = result.gradients();
            gradients.put(WORDS, wordGradient.spread(words, gradients.get(WORDS)));
            optimiser.step(gradients, result.norm(), step + 1, rate);
            wordGradient.clear(words);
        }

        private void requireFinite(double loss, long step) {
            if (!Double.isFinite(loss)) {
                throw new TrainingException("loss of step " + (step + 1) + " is " + loss
                        + ", expected a finite number; try a lower learning rate");
            }
        }

        private void endEpoch(int epoch, long step) throws IOException {
            if (!rows.dev().isEmpty()) {
                DevScores dev = DevScores.of(stepGradients, rows, encoder.config());
                TrainingListener.Epoch figures = new TrainingListener.Epoch(
                        epoch + 1, step + 1, lossSum / lossCount, dev.loss(), dev.macroF1(), dev.macroF1AtHalf());
                log.write(figures);
                listener.epochDone(figures);
            }
            lossSum = 0;
            lossCount = 0;
        }

        private void checkpointWhenDue(long stepsDone, boolean endsEpoch) throws IOException {
            boolean due = System.nanoTime() - lastCheckpoint
                    >= options.checkpointInterval().toNanos();
            if (due || endsEpoch) {
                checkpoint.write(parameters, stepsDone);
                listener.checkpointWritten(runFolder.resolve(CHECKPOINT));
                lastCheckpoint = System.nanoTime();
            }
        }
    }
}
