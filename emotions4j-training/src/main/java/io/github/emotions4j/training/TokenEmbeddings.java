package io.github.emotions4j.training;

import io.github.emotions4j.modelfolder.EncoderConfig;
import io.github.emotions4j.modelfolder.weights.ModuleNames;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/**
 * The token embedding matrix of a run and its sparse gradient.
 *
 * <p>During the run the matrix has its rows in {@link EmbeddingRowOrder}, so a row number is not a token id. This class
 * alone translates between them: examples, batches and the forward pass hold token ids. A checkpoint holds the matrix
 * in the order of the run.
 *
 * <p>Owns native memory, but not the parameters. Lookups are thread-safe, all else is not.
 */
final class TokenEmbeddings implements TokenLookup, AutoCloseable {

    private final int parameterIndex;
    private final Parameter parameter;
    private final int padTokenId;
    private final EmbeddingRowOrder order;
    private final Tensor rowOfTokenId;

    /** All zeros between two steps. Kept, because the optimiser's momentum also moves rows that a step does not use. */
    private final Tensor gradient;

    private TokenEmbeddings(int parameterIndex, Parameter parameter, int padTokenId, EmbeddingRowOrder order) {
        this.parameterIndex = parameterIndex;
        this.parameter = parameter;
        this.padTokenId = padTokenId;
        this.order = order;
        this.rowOfTokenId = outliveScopes(order.rowOfTokenId());
        this.gradient =
                torch.zeros(order.rowsWithGradient(), parameter.weights().size(1));
    }

    /** Takes over the token embeddings of a model and moves the rows that training texts use to the front. */
    static TokenEmbeddings of(EncoderConfig config, List<Parameter> parameters, List<EncodedExample> train) {
        int index = parameterIndex(config, parameters);
        Parameter parameter = parameters.get(index);
        EmbeddingRowOrder order = EmbeddingRowOrder.of(train, config.vocabularySize(), config.padTokenId());
        order.sort(parameter.weights());
        return new TokenEmbeddings(index, parameter, config.padTokenId(), order);
    }

    /** A tensor that is closed with this object; what its creation leaves behind goes at once. */
    private static Tensor outliveScopes(long[] values) {
        try (PointerScope scope = new PointerScope()) {
            return Tensor.create(values, values.length).retainReference();
        }
    }

    /** The place of the token embedding matrix among a model's parameters. */
    static int parameterIndex(EncoderConfig config, List<Parameter> parameters) {
        String name = ModuleNames.embeddings(config.architecture()).words() + ".weight";
        return IntStream.range(0, parameters.size())
                .filter(i -> parameters.get(i).name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no tensor '" + name + "'"));
    }

    @Override
    public Tensor embeddings(Tensor tokenIds) {
        return torch.embedding(parameter.compute(), toRows(tokenIds));
    }

    private Tensor toRows(Tensor tokenIds) {
        return torch.take(rowOfTokenId, tokenIds);
    }

    /** The embeddings that a step's examples use, and that of the padding token. */
    StepTokenEmbeddings ofStep(List<EncodedExample> examples) {
        long[] distinct = LongStream.concat(
                        LongStream.of(order.row(padTokenId)),
                        examples.stream()
                                .flatMapToInt(EncodedExample::stream)
                                .map(order::row)
                                .asLongStream())
                .sorted()
                .distinct()
                .toArray();
        try (NoGradGuard noGrad = new NoGradGuard()) {
            Tensor rows = Tensor.create(distinct, distinct.length);
            Tensor leaf = torch.index_select(parameter.weights(), 0, rows);
            leaf.set_requires_grad(true);
            int paddingIndex = Arrays.binarySearch(distinct, order.row(padTokenId));
            return new StepTokenEmbeddings(rows, leaf, paddingIndex, this::toRows);
        }
    }

    /** How many rows of a parameter, counted from the first, can have a gradient; of other parameters all can. */
    long rowsWithGradient(Parameter any) {
        return any.name().equals(parameter.name())
                ? order.rowsWithGradient()
                : any.weights().size(0);
    }

    /** Puts the step's embeddings in the place of the matrix, in a list of one tensor per parameter. */
    void putLeaf(StepTokenEmbeddings step, TensorVector leaves) {
        leaves.put(parameterIndex, step.leaf());
    }

    /**
     * Replaces the gradient of a step's embeddings by that of all rows with a gradient, in a list of one gradient per
     * parameter; valid until {@link #clearGradient}.
     */
    void scatterGradient(StepTokenEmbeddings step, TensorVector gradients) {
        try (NoGradGuard noGrad = new NoGradGuard()) {
            gradients.put(parameterIndex, gradient.index_copy_(0, step.rows(), gradients.get(parameterIndex)));
        }
    }

    void clearGradient(StepTokenEmbeddings step) {
        try (NoGradGuard noGrad = new NoGradGuard()) {
            gradient.index_fill_(0, step.rows(), new Scalar(0.0));
        }
    }

    /** Moves the matrix's rows back into the order of token ids, when the run is done. */
    void restoreTokenIdOrder() {
        order.unsort(parameter.weights());
    }

    @Override
    public void close() {
        rowOfTokenId.close();
        gradient.close();
    }
}
