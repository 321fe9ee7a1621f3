package io.github.emotions4j.training;

import io.github.emotions4j.modelfolder.Architecture;
import io.github.emotions4j.modelfolder.EncoderConfig;
import io.github.emotions4j.weights.ModuleNames;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * The forward pass of transformers' sequence classifiers in libtorch. Linear layers and attention run in the type of their
 * weights; residual sums, LayerNorms, softmax and the head run in fp32.
 *
 * <p>Call inside a pointer scope: intermediate tensors belong to it. Not thread-safe. Source: Devlin et al. 2019, BERT
 * (<a href="https://aclanthology.org/N19-1423/">paper</a>), transformers' {@code modeling_bert.py},
 * {@code modeling_roberta.py} and {@code modeling_distilbert.py}.
 */
final class TorchForward {

    private final EncoderConfig config;
    private final Map<String, Tensor> tensors;
    private final DropoutRates rates;
    private final Dropout dropout;

    /** Dropout of hidden states, of attention probabilities and in the head; all 0 outside training. */
    record DropoutRates(double hidden, double attention, double classifier) {

        static final DropoutRates NONE = new DropoutRates(0, 0, 0);
    }

    TorchForward(EncoderConfig config, List<Parameter> parameters, DropoutRates rates, Dropout dropout) {
        this.config = config;
        this.tensors = parameters.stream().collect(Collectors.toMap(Parameter::name, Parameter::compute));
        this.rates = rates;
        this.dropout = dropout;
    }

    /** Logits of a batch, {@code [batch, labels]}, fp32, without dropout. */
    Tensor logits(Batch batch) {
        return head(states(batch).select(1, 0), DropoutRates.NONE);
    }

    /**
     * Logits of a batch in training, with the step's words as the leaf of their gradient: {@code [batch, labels]}, fp32,
     * once for each draw of the head's dropout.
     */
    List<Tensor> logits(Batch batch, WordRows words, int draws) {
        Tensor firstToken = states(batch, words.embeddings(batch), rates).select(1, 0);
        return Stream.generate(() -> head(firstToken, rates)).limit(draws).toList();
    }

    /** States behind the last layer, {@code [batch, length, hidden]}, fp32, without dropout. */
    Tensor states(Batch batch) {
        Tensor table = tensor(ModuleNames.embeddings(config.architecture()).words() + ".weight");
        return states(batch, torch.embedding(table, batch.tokenIds()), DropoutRates.NONE);
    }

    private Tensor states(Batch batch, Tensor words, DropoutRates active) {
        Tensor states = embeddings(batch, words, active);
        for (int layer = 0; layer < config.layerCount(); layer++) {
            ModuleNames.Layer names = ModuleNames.layer(config.architecture(), layer);
            Tensor input = states;
            states = keepingOnlyResult(() -> layer(names, input, batch, active));
        }
        return states;
    }

    private Tensor head(Tensor firstToken, DropoutRates active) {
        ModuleNames.Head names = ModuleNames.head(config.architecture());
        Tensor input = config.architecture() == Architecture.ROBERTA
                ? dropout.apply(firstToken, active.classifier())
                : firstToken;
        Tensor dense = linear(input, names.dense());
        Tensor pooled = config.architecture() == Architecture.DISTILBERT ? dense.relu() : dense.tanh();
        return linear(dropout.apply(pooled, active.classifier()), names.classifier());
    }

    private Tensor embeddings(Batch batch, Tensor words, DropoutRates active) {
        ModuleNames.Embeddings names = ModuleNames.embeddings(config.architecture());
        Tensor sum = words.add(positions(batch, tensor(names.positions() + ".weight")));
        if (names.types().isPresent()) {
            sum = sum.add(tensor(names.types().get() + ".weight").select(0, 0));
        }
        return dropout.apply(norm(sum, names.norm()), active.hidden());
    }

    // In RoBERTa a padding token inside a text takes no position, so that the others' positions are no plain range.
    // The padding token's row learns nothing, as in transformers, where it is the table's padding_idx.
    private Tensor positions(Batch batch, Tensor table) {
        return batch.positions().isPresent()
                ? torch.embedding(table, batch.positions().get(), config.padTokenId(), false, false)
                : table.narrow(0, config.firstPosition(), batch.length());
    }

    /** Frees what a computation leaves behind at once, not at the end of the step; autograd keeps what it needs. */
    private static Tensor keepingOnlyResult(Supplier<Tensor> computation) {
        PointerScope outer = PointerScope.getInnerScope();
        try (PointerScope inner = new PointerScope()) {
            Tensor result = computation.get();
            outer.attach(result);
            return result;
        }
    }

    private Tensor layer(ModuleNames.Layer names, Tensor states, Batch batch, DropoutRates active) {
        Tensor attended = attention(names, states, batch, active);
        Tensor middle = activation(linear(attended, names.intermediate()));
        Tensor output = linear(middle, names.output());
        return residual(attended, output, names.outputNorm(), active.hidden());
    }

    private Tensor activation(Tensor input) {
        return switch (config.activation()) {
            case GELU -> torch.gelu(input);
            case GELU_NEW -> torch.gelu(input, "tanh");
            case RELU -> input.relu();
        };
    }

    private Tensor attention(ModuleNames.Layer names, Tensor states, Batch batch, DropoutRates active) {
        Tensor joined = torch.linear(
                states.to(type(names.query() + ".weight")),
                concatenated(names, ".weight"),
                new TensorOptional(concatenated(names, ".bias")));
        Tensor heads = joined.view(batch.size(), batch.length(), 3, config.headCount(), config.headSize())
                .permute(2, 0, 3, 1, 4);
        Tensor scores = heads.select(0, 0).matmul(heads.select(0, 1).transpose(2, 3));
        Tensor probabilities =
                keepingOnlyResult(() -> probabilities(scores, batch, active).to(joined.scalar_type()));
        Tensor context = probabilities
                .matmul(heads.select(0, 2))
                .transpose(1, 2)
                .reshape(batch.size(), batch.length(), config.hiddenSize());
        Tensor output = linear(context, names.attentionOutput());
        double rate = config.architecture() == Architecture.DISTILBERT ? 0 : active.hidden();
        return residual(states, output, names.attentionNorm(), rate);
    }

    private Tensor probabilities(Tensor scores, Batch batch, DropoutRates active) {
        Tensor scaled = scores.to(ScalarType.Float).mul(new Scalar(1 / Math.sqrt(config.headSize())));
        Tensor masked =
                batch.padded() ? scaled.masked_fill(batch.padding(), new Scalar(Float.NEGATIVE_INFINITY)) : scaled;
        Tensor probabilities = torch.softmax(masked, -1, new ScalarTypeOptional(ScalarType.Float));
        return dropout.apply(probabilities, active.attention());
    }

    private Tensor concatenated(ModuleNames.Layer names, String suffix) {
        TensorVector parts = new TensorVector(
                tensor(names.query() + suffix), tensor(names.key() + suffix), tensor(names.value() + suffix));
        return torch.cat(parts, 0);
    }

    private Tensor residual(Tensor states, Tensor output, String norm, double dropoutRate) {
        return norm(states.add(dropout.apply(output.to(ScalarType.Float), dropoutRate)), norm);
    }

    private Tensor norm(Tensor states, String name) {
        return torch.layer_norm(
                states,
                new long[] {config.hiddenSize()},
                new TensorOptional(tensor(name + ".weight")),
                new TensorOptional(tensor(name + ".bias")),
                config.layerNormEpsilon(),
                true);
    }

    private Tensor linear(Tensor input, String name) {
        Tensor weight = tensor(name + ".weight");
        return torch.linear(input.to(weight.scalar_type()), weight, new TensorOptional(tensor(name + ".bias")));
    }

    private ScalarType type(String name) {
        return tensor(name).scalar_type();
    }

    private Tensor tensor(String name) {
        Tensor found = tensors.get(name);
        if (found == null) {
            throw new IllegalStateException("no tensor '" + name + "'");
        }
        return found;
    }

    /** Which type a parameter computes in: linear layers of the encoder in the large type, all else in fp32. */
    static ScalarType computeType(String name, ScalarType large) {
        return name.contains(".layer.") && !ModuleNames.isNorm(name) ? large : ScalarType.Float;
    }
}
