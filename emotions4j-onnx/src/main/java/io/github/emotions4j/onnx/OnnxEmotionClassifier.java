package io.github.emotions4j.onnx;

import io.github.emotions4j.core.EmotionClassifier;
import io.github.emotions4j.core.InferenceException;
import io.github.emotions4j.core.LabelSet;
import io.github.emotions4j.core.ModelFormatException;
import io.github.emotions4j.core.Scores;
import io.github.emotions4j.core.Thresholds;
import io.github.emotions4j.modelfolder.GraphPrecision;
import io.github.emotions4j.onnx.internal.InferenceEngine;
import io.github.emotions4j.onnx.internal.scheduling.BatchScheduler;
import io.github.emotions4j.onnx.internal.scheduling.ScoresSpliterator;
import io.github.emotions4j.tokenizer.TokenWindows;
import io.github.emotions4j.tokenizer.TokenizerFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * A classifier that runs a model folder, or the embedded model, on ONNX Runtime.
 *
 * <p>The scores of a text have the same bits whatever other texts run, in any order and on any number of threads: texts
 * share a batch only where the graph keeps the bits of each. {@link OnnxOptions#workers()} threads share the texts of
 * lists and streams. A single text runs at once in the calling thread; while nothing else runs,
 * {@link OnnxOptions#threadsPerText()} intra-op threads share its work if that is faster. Where as many threads as
 * workers run single texts, further ones wait for a batch. An interrupt of the thread that waits for a text or a list,
 * or reads a stream, ends the job with a {@link CancellationException}; the thread stays interrupted.
 *
 * <p>A text with more tokens than the model takes is read as {@link LongTexts} says, and its scores report that. Its
 * windows share the workers with other texts, which it does not hold up.
 *
 * <p>Thread-safe: one instance serves all threads. Holds native memory: {@link #close()} it.
 */
public final class OnnxEmotionClassifier implements EmotionClassifier {

    private final ModelLoader.LoadedModel model;
    private final BatchScheduler<TokenWindows> scheduler;

    private OnnxEmotionClassifier(ModelLoader.LoadedModel model, OnnxOptions options) {
        this.model = model;
        this.scheduler = new BatchScheduler<>(model.engine(), options.workers());
    }

    /**
     * Loads a model folder with the default options.
     *
     * @param modelFolder the folder, see {@link #load(Path, OnnxOptions)}
     * @return the classifier, to be closed by the caller
     * @throws ModelFormatException if a file is missing or invalid; the message names it
     * @throws InferenceException if the native libraries cannot be loaded on this platform
     * @throws IOException if reading fails
     */
    public static OnnxEmotionClassifier load(Path modelFolder) throws IOException {
        return load(modelFolder, OnnxOptions.defaults());
    }

    /**
     * Loads a model folder.
     *
     * @param modelFolder the folder: {@code config.json}, {@code tokenizer.json} or the vocabulary files that
     *     {@link TokenizerFolder} reads, and {@code model_quantized.onnx} or {@code model.onnx}, also in a subfolder
     *     {@code onnx}. Where the graph of the wanted precision is missing, a
     *     {@link io.github.emotions4j.onnx.spi.GraphProvider} makes it from {@code model.safetensors}. Such a provider
     *     also makes the graph of {@link GraphForm#FAST}, once. Without {@code thresholds.json} every threshold is 0.5
     * @param options precision, graph form, workers, threads per text, kernel and the handling of long texts
     * @return the classifier, to be closed by the caller
     * @throws ModelFormatException if a file is missing or invalid; the message names it
     * @throws InferenceException if the native libraries cannot be loaded on this platform
     * @throws IOException if reading fails
     */
    public static OnnxEmotionClassifier load(Path modelFolder, OnnxOptions options) throws IOException {
        Objects.requireNonNull(modelFolder, "modelFolder");
        Objects.requireNonNull(options, "options");
        return new OnnxEmotionClassifier(ModelLoader.load(modelFolder, options), options);
    }

    /**
     * Opens the embedded model, like {@link EmotionClassifier#embedded()} but with options.
     *
     * @param options workers, threads per text, kernel and the handling of long texts; the model has one graph, in
     *     INT8, whatever form the options ask for
     * @return the classifier, to be closed by the caller
     * @throws IllegalStateException if the class path has no embedded model
     * @throws ModelFormatException if the embedded model is damaged, or the options ask for fp32
     * @throws InferenceException if the native libraries cannot be loaded on this platform
     * @throws IOException if reading or unpacking fails
     */
    public static OnnxEmotionClassifier embedded(OnnxOptions options) throws IOException {
        return embedded(EmbeddedModel.find(), options);
    }

    static OnnxEmotionClassifier embedded(EmbeddedModel model, OnnxOptions options) throws IOException {
        return new OnnxEmotionClassifier(ModelLoader.embedded(model, options), options);
    }

    @Override
    public LabelSet labels() {
        return model.config().labels();
    }

    @Override
    public Thresholds thresholds() {
        return model.thresholds();
    }

    /**
     * The precision of the graph that runs.
     *
     * @return {@link GraphPrecision#INT8} or {@link GraphPrecision#FP32}
     */
    public GraphPrecision precision() {
        return GraphPrecision.ofGraph(graphFile().getFileName().toString());
    }

    /**
     * The graph that runs.
     *
     * @return its file, in the model folder or in the cache
     */
    public Path graphFile() {
        return model.graphFile();
    }

    /**
     * Which texts the scales of activations come from, for an INT8 graph that was made of the weights of a folder. They
     * are the constants by which activations are quantised; {@code emotions quantize --texts} finds them on your texts.
     *
     * @return what people call the texts; empty for fp32, for the embedded model and for an INT8 graph of the folder
     */
    public Optional<String> activationTexts() {
        return model.engine().activationTexts();
    }

    /**
     * The longest text that the model takes in one run.
     *
     * @return its length in tokens, special tokens included
     */
    public int maxTokens() {
        return model.config().maxTokens();
    }

    /**
     * The length of a text in tokens, special tokens included. A text that is read in windows counts once, without the
     * parts in which its windows overlap.
     *
     * @param text any text
     * @return at least the number of special tokens
     * @throws IllegalStateException if the classifier is closed
     */
    public int tokenCount(String text) {
        return model.engine().tokenize(Objects.requireNonNull(text, "text")).tokenCount();
    }

    /**
     * Tells a listener of every run of the graph from now on, for metrics.
     *
     * @param listener thread-safe and fast; its exceptions are ignored
     */
    public void addBatchListener(BatchListener listener) {
        model.engine().addListener(new ToldOfRuns(Objects.requireNonNull(listener, "listener")));
    }

    /**
     * Tells a listener of no further run. The classifier holds it no longer.
     *
     * @param listener one that was added; another one is ignored
     */
    public void removeBatchListener(BatchListener listener) {
        model.engine().removeListener(new ToldOfRuns(Objects.requireNonNull(listener, "listener")));
    }

    /** Two are equal if their listeners are. */
    private record ToldOfRuns(BatchListener listener) implements InferenceEngine.RunListener {

        @Override
        public void ran(int texts, long tokens, long waitedNanos, long ranNanos) {
            listener.batchEnded(
                    new BatchStatistics(texts, tokens, Duration.ofNanos(waitedNanos), Duration.ofNanos(ranNanos)));
        }
    }

    /**
     * How many threads share the texts of lists and streams.
     *
     * @return the number of workers, at least 1
     */
    public int workers() {
        return scheduler.workers();
    }

    @Override
    public Scores classify(String text) {
        return scheduler.classify(Objects.requireNonNull(text, "text"));
    }

    @Override
    public List<Scores> classify(List<String> texts) {
        Objects.requireNonNull(texts, "texts");
        List<Scores> scores = new ArrayList<>(texts.size());
        scheduler.classifyList(texts.iterator()).forEachRemaining(scores::add);
        return Collections.unmodifiableList(scores);
    }

    @Override
    public Stream<Scores> classify(Stream<String> texts) {
        Objects.requireNonNull(texts, "texts");
        ScoresSpliterator<?> scores = scheduler.classifyStream(texts.iterator());
        return StreamSupport.<Scores>stream(scores, false)
                .onClose(scores::close)
                .onClose(texts::close);
    }

    /**
     * Frees the native memory after the running texts have ended. A list or stream with texts left then throws
     * {@link IllegalStateException}. Closing twice does nothing.
     */
    @Override
    public void close() {
        scheduler.close();
        model.engine().close();
    }
}
