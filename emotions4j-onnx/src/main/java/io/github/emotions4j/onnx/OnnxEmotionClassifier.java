package io.github.emotions4j.onnx;

import io.github.emotions4j.core.EmotionClassifier;
import io.github.emotions4j.core.InferenceException;
import io.github.emotions4j.core.LabelSet;
import io.github.emotions4j.core.ModelFormatException;
import io.github.emotions4j.core.Scores;
import io.github.emotions4j.core.Thresholds;
import io.github.emotions4j.modelfolder.GraphPrecision;
import io.github.emotions4j.modelfolder.ModelConfig;
import io.github.emotions4j.modelfolder.ModelFiles;
import io.github.emotions4j.modelfolder.ThresholdsFile;
import io.github.emotions4j.tokenizer.TextTokenizer;
import io.github.emotions4j.tokenizer.TokenWindows;
import io.github.emotions4j.tokenizer.TokenizerFolder;
import io.github.emotions4j.tokenizer.Tokens;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * A model folder as a classifier, run by ONNX Runtime.
 *
 * <p>Each text runs at its exact length, alone or, where the graph keeps each text's bits, with others of that
 * length: its scores are the same bits whatever texts are beside it, in whatever order, on however many threads. Lists and
 * streams are shared out to {@link OnnxOptions#workers()} threads. A single text runs in its caller's thread; where nothing
 * else runs, {@link OnnxOptions#threadsPerText()} share its work if that is faster. When the thread that waits for a list or reads a stream is interrupted, the job ends at once with a
 * {@link CancellationException} and the thread stays interrupted.
 *
 * <p>A text that is longer than the model is read in windows, one after the other in one thread, or its beginning alone,
 * as {@link LongTexts} says. Its scores say so. An interrupt ends such a text between two windows in the same way.
 *
 * <p>Thread-safe: one instance serves all threads. Holds native memory: {@link #close()} it.
 */
public final class OnnxEmotionClassifier implements EmotionClassifier {

    /**
     * Tokens of texts that run together. The gain of more is small, while a step's activations would leave the core's own
     * cache ({@code docs/lab/performance.md}).
     */
    private static final int TOKENS_TOGETHER = 384;

    private final ModelConfig config;
    private final Thresholds thresholds;
    private final Path graphFile;
    private final TextTokenizer tokenizer;
    private final GraphRuns graph;
    private final LongTexts longTexts;
    private final TextWorkers workers;
    private final ReentrantReadWriteLock lifetime = new ReentrantReadWriteLock();
    private volatile boolean closed;

    private OnnxEmotionClassifier(
            ModelConfig config,
            Thresholds thresholds,
            Path graphFile,
            TextTokenizer tokenizer,
            GraphRuns graph,
            OnnxOptions options) {
        this.config = config;
        this.thresholds = thresholds;
        this.graphFile = graphFile;
        this.tokenizer = tokenizer;
        this.graph = graph;
        this.longTexts = options.longTexts();
        this.workers = new TextWorkers(options.workers());
    }

    /**
     * Loads a model folder with the default options.
     *
     * @param modelFolder the folder, as {@link #load(Path, OnnxOptions)} says
     * @return the classifier, to be closed by the caller
     * @throws ModelFormatException if a file is missing or not what it should be; the message names it
     * @throws InferenceException if the native runtimes cannot be loaded on this platform
     * @throws IOException if reading fails
     */
    public static OnnxEmotionClassifier load(Path modelFolder) throws IOException {
        return load(modelFolder, OnnxOptions.defaults());
    }

    /**
     * Loads a model folder.
     *
     * @param modelFolder the folder: {@code config.json}, {@code tokenizer.json} or the files of a vocabulary as
     *     {@link TokenizerFolder} says, and {@code model_quantized.onnx} or {@code model.onnx}, the graphs also in a
     *     subfolder {@code onnx}; without a graph in the wanted precision one is made of {@code model.safetensors} by a
     *     {@link io.github.emotions4j.onnx.spi.GraphProvider}; without {@code thresholds.json} every threshold is 0.5. With
     *     such a provider the graph runs in its fast form, as {@link GraphForm} says, which is made once
     * @param options precision, form, workers, kernel and what to do with long texts
     * @return the classifier, to be closed by the caller
     * @throws ModelFormatException if a file is missing or not what it should be; the message names it
     * @throws InferenceException if the native runtimes cannot be loaded on this platform
     * @throws IOException if reading fails
     */
    public static OnnxEmotionClassifier load(Path modelFolder, OnnxOptions options) throws IOException {
        ModelConfig config = ModelConfig.read(modelFolder);
        Thresholds thresholds = thresholds(modelFolder.resolve(ModelFiles.THRESHOLDS), config.labels());
        String tokenizerJson = TokenizerFolder.tokenizerJson(modelFolder);
        String tokenizerSource = TokenizerFolder.source(modelFolder);
        EmbeddingRows.requireFor(tokenizerJson, tokenizerSource, modelFolder, config);
        Path graphFile = GraphFile.of(modelFolder, config, options);
        TextTokenizer tokenizer = TextTokenizer.of(tokenizerJson.getBytes(StandardCharsets.UTF_8), tokenizerSource);
        return assemble(config, thresholds, tokenizer, graphFile, options);
    }

    /**
     * Opens the model that travels inside the library; {@link EmotionClassifier#embedded()} is this with the defaults.
     *
     * @param options workers, kernel and what to do with long texts; the model has one graph, in INT8, which runs as it is
     * @return the classifier, to be closed by the caller
     * @throws IllegalStateException if there is no embedded model on the class path
     * @throws ModelFormatException if the embedded model is damaged, or fp32 is asked for
     * @throws InferenceException if the native runtimes cannot be loaded on this platform
     * @throws IOException if reading or unpacking fails
     */
    public static OnnxEmotionClassifier embedded(OnnxOptions options) throws IOException {
        return embedded(EmbeddedModel.find(), options);
    }

    static OnnxEmotionClassifier embedded(EmbeddedModel model, OnnxOptions options) throws IOException {
        if (options.precision() == GraphPrecision.FP32) {
            throw new ModelFormatException("the embedded model has no graph in precision fp32, expected int8");
        }
        ModelConfig config = model.config();
        String thresholdsSource = EmbeddedModel.source(ModelFiles.THRESHOLDS);
        Thresholds thresholds = ThresholdsFile.parse(model.read(ModelFiles.THRESHOLDS), thresholdsSource)
                .toThresholds(config.labels(), thresholdsSource);
        Path graphFile = model.graphFile();
        TextTokenizer tokenizer =
                TextTokenizer.of(model.read(ModelFiles.TOKENIZER), EmbeddedModel.source(ModelFiles.TOKENIZER));
        return assemble(config, thresholds, tokenizer, graphFile, options);
    }

    /** Takes over the tokenizer, and closes it when the graph does not load or does not fit. */
    static OnnxEmotionClassifier assemble(
            ModelConfig config, Thresholds thresholds, TextTokenizer tokenizer, Path graphFile, OnnxOptions options) {
        boolean complete = false;
        try {
            GraphRuns graph = GraphRuns.open(graphFile, options, config.labels());
            complete = true;
            return new OnnxEmotionClassifier(config, thresholds, graphFile, tokenizer, graph, options);
        } finally {
            if (!complete) {
                tokenizer.close();
            }
        }
    }

    private static Thresholds thresholds(Path file, LabelSet labels) throws IOException {
        if (!Files.exists(file)) {
            return Thresholds.constant(labels, 0.5);
        }
        return ThresholdsFile.read(file).toThresholds(labels, file.toString());
    }

    @Override
    public LabelSet labels() {
        return config.labels();
    }

    @Override
    public Thresholds thresholds() {
        return thresholds;
    }

    /**
     * The precision of the graph that runs.
     *
     * @return {@link GraphPrecision#INT8} or {@link GraphPrecision#FP32}
     */
    public GraphPrecision precision() {
        return GraphPrecision.ofGraph(graphFile.getFileName().toString());
    }

    /**
     * The graph that runs.
     *
     * @return its file, in the model folder or in the cache of graphs and unpacked models
     */
    public Path graphFile() {
        return graphFile;
    }

    /**
     * The longest text that is read at once.
     *
     * @return its length in tokens, special tokens included
     */
    public int maxTokens() {
        return config.maxTokens();
    }

    /**
     * How many threads share the texts of a list or a stream.
     *
     * @return the number of workers, at least 1
     */
    public int workers() {
        return workers.count();
    }

    @Override
    public Scores classify(String text) {
        Objects.requireNonNull(text, "text");
        return whileOpen(() -> scores(tokenizer.windows(text, config.maxTokens()), graph::logitsAlone));
    }

    private <R> R whileOpen(Supplier<R> action) {
        requireOpen();
        lifetime.readLock().lock();
        try {
            requireOpen();
            return action.get();
        } finally {
            lifetime.readLock().unlock();
        }
    }

    @Override
    public List<Scores> classify(List<String> texts) {
        requireOpen();
        List<Scores> scores = new ArrayList<>(texts.size());
        workers.classify(texts.iterator(), new EqualLengthTexts()).forEachRemaining(scores::add);
        return Collections.unmodifiableList(scores);
    }

    @Override
    public Stream<Scores> classify(Stream<String> texts) {
        requireOpen();
        OrderedScores<TokenWindows> scores = workers.classify(texts.iterator(), new EqualLengthTexts());
        return StreamSupport.stream(scores, false).onClose(scores::close).onClose(texts::close);
    }

    /** Many texts, those of one length together. */
    private final class EqualLengthTexts implements TextClassification<TokenWindows> {

        @Override
        public TokenWindows tokens(long index, String text) {
            Objects.requireNonNull(text, () -> "text " + index);
            return whileOpen(() -> tokenizer.windows(text, config.maxTokens()));
        }

        @Override
        public int length(TokenWindows tokens) {
            return tokens.tokenCount();
        }

        @Override
        public int together(int length) {
            boolean alone = length > config.maxTokens() || !graph.takesEqualLengths();
            return alone ? 1 : Math.max(1, TOKENS_TOGETHER / length);
        }

        @Override
        public List<Scores> scores(List<TokenWindows> texts) {
            return texts.size() == 1
                    ? List.of(whileOpen(() -> OnnxEmotionClassifier.this.scores(texts.get(0), this::inThisThread)))
                    : whileOpen(() -> scoresTogether(texts));
        }

        private float[] inThisThread(int[] tokenIds) {
            return graph.logits(List.of(tokenIds)).get(0);
        }
    }

    private List<Scores> scoresTogether(List<TokenWindows> texts) {
        List<int[]> tokenIds =
                texts.stream().map(text -> text.window(0).toArray()).toList();
        return graph.logits(tokenIds).stream()
                .map(logits -> Probabilities.of(logits, config.problemType(), config.labels()))
                .map(probabilities -> Scores.of(thresholds, probabilities))
                .toList();
    }

    private Scores scores(TokenWindows windows, Function<int[], float[]> logits) {
        if (windows.count() == 1) {
            return Scores.of(thresholds, probabilities(windows.window(0), logits));
        }
        return longTexts == LongTexts.BEGINNING
                ? Scores.of(thresholds, probabilities(windows.window(0), logits))
                        .ofBeginning()
                : ofWindows(windows, logits);
    }

    private Scores ofWindows(TokenWindows windows, Function<int[], float[]> logits) {
        WindowScores scores =
                new WindowScores(config.problemType(), config.labels().size());
        for (int index = 0; index < windows.count(); index++) {
            if (Thread.currentThread().isInterrupted()) {
                throw new CancellationException("interrupted after " + index + " of " + windows.count() + " windows");
            }
            scores.add(probabilities(windows.window(index), logits));
        }
        return Scores.of(thresholds, scores.toArray()).inWindows(windows.count());
    }

    private float[] probabilities(Tokens tokens, Function<int[], float[]> logits) {
        return Probabilities.of(logits.apply(tokens.toArray()), config.problemType(), config.labels());
    }

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException("the classifier is closed");
        }
    }

    /**
     * Frees the native memory. Texts that are under way finish first; a list or stream that has others left then throws
     * {@link IllegalStateException}. Closing twice does nothing.
     */
    @Override
    public void close() {
        closed = true;
        workers.close();
        lifetime.writeLock().lock();
        try {
            tokenizer.close();
            graph.close();
        } finally {
            lifetime.writeLock().unlock();
        }
    }
}
