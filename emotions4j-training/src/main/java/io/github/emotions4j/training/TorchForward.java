package io.github.emotions4j.training;

import io.github.emotions4j.modelfolder.Architecture;
import io.github.emotions4j.modelfolder.EncoderConfig;
import io.github.emotions4j.modelfolder.weights.ModuleNames;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * The forward pass of transformers' sequence classifiers in libtorch. Linear layers and attention run in the type of
 * their weights; residual sums, LayerNorms, softmax and the head run in fp32.
 *
 * <p>Call inside a pointer scope: intermediate tensors belong to it. Not thread-safe. Source: Devlin et al. 2019, BERT
 * (<a href="https://aclanthology.org/N19-1423/">paper</a>), transformers' {@code modeling_bert.py},
 * {@code modeling_roberta.py} and {@code modeling_distilbert.py}.
 */
final class TorchForward {

    private final EncoderConfig config;
    private final Map<String, Tensor> tensors;
    private final TokenLookup tokenLookup;
    private final DropoutRates rates;
    private final Dropout dropout;

    /** Dropout of hidden states, of attention probabilities and in the head; all 0 outside training. */
    record DropoutRates(double hidden, double attention, double classifier) {

        static final DropoutRates NONE = new DropoutRates(0, 0, 0);
    }

    TorchForward(
            EncoderConfig config,
            List<Parameter> parameters,
            TokenLookup tokenLookup,
            DropoutRates rates,
            Dropout dropout) {
        this.config = config;
        this.tensors = parameters.stream().collect(Collectors.toMap(Parameter::name, Parameter::compute));
        this.tokenLookup = tokenLookup;
        this.rates = rates;
        this.dropout = dropout;
    }

    /** The forward pass of a model that is not in training. */
    static TorchForward forInference(EncoderConfig config, List<Parameter> parameters) {
        return new TorchForward(
                config, parameters, TokenLookup.of(config, parameters), DropoutRates.NONE, new Dropout(0));
    }

    /** Logits of a batch, {@code [batch, labels]}, fp32, without dropout. */
    Tensor logits(Batch batch) {
        return head(firstToken(batch, tokens(batch), DropoutRates.NONE), DropoutRates.NONE);
    }

    /** Logits of a batch, {@code [batch, labels]}, fp32, with dropout and with gradients for a step's embeddings. */
    Tensor trainingLogits(Batch batch, StepTokenEmbeddings step) {
        return head(firstToken(batch, step.embeddings(batch.tokenIds()), rates), rates);
    }

    /** States after the last layer, {@code [batch, length, hidden]}, fp32, without dropout. */
    Tensor states(Batch batch) {
        return states(batch, tokens(batch), DropoutRates.NONE, config.layerCount());
    }

    private Tensor tokens(Batch batch) {
        return tokenLookup.embeddings(batch.tokenIds());
    }

    /**
     * The first token's state after the last layer, {@code [batch, hidden]}: no other token of that layer is computed.
     */
    private Tensor firstToken(Batch batch, Tensor tokens, DropoutRates active) {
        int last = config.layerCount() - 1;
        Tensor states = states(batch, tokens, active, last);
        ModuleNames.Layer names = ModuleNames.layer(config.architecture(), last);
        return keepingOnlyResult(() -> layer(names, states, states.narrow(1, 0, 1), batch, active))
                .select(1, 0);
    }

    private Tensor states(Batch batch, Tensor tokens, DropoutRates active, int layers) {
        Tensor states = embeddings(batch, tokens, active);
        for (int layer = 0; layer < layers; layer++) {
            ModuleNames.Layer names = ModuleNames.layer(config.architecture(), layer);
            Tensor input = states;
            states = keepingOnlyResult(() -> layer(names, input, input, batch, active));
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

    private Tensor embeddings(Batch batch, Tensor tokens, DropoutRates active) {
        ModuleNames.Embeddings names = ModuleNames.embeddings(config.architecture());
        Tensor sum = tokens.add(positions(batch, tensor(names.positions() + ".weight")));
        if (names.types().isPresent()) {
            sum = sum.add(tensor(names.types().get() + ".weight").select(0, 0));
        }
        return dropout.apply(norm(sum, names.norm()), active.hidden());
    }

    // In RoBERTa a padding token inside a text has no position, so the positions of the others are not consecutive.
    // The padding token's row gets no gradient, as in transformers, where it is the table's padding_idx.
    private Tensor positions(Batch batch, Tensor table) {
        return batch.positions().isPresent()
                ? torch.embedding(table, batch.positions().get(), config.padTokenId(), false, false)
                : table.narrow(0, config.firstPosition(), batch.length());
    }

    /** Frees the intermediate tensors of a computation at its end; autograd keeps those that it needs. */
    private static Tensor keepingOnlyResult(Supplier<Tensor> computation) {
        PointerScope outer = PointerScope.getInnerScope();
        try (PointerScope inner = new PointerScope()) {
            Tensor result = computation.get();
            outer.attach(result);
            return result;
        }
    }

    /** A layer's output for the query tokens: all tokens of a batch, or the first of each text. */
    private Tensor layer(ModuleNames.Layer names, Tensor states, Tensor queryStates, Batch batch, DropoutRates active) {
        Tensor attended = attention(names, states, queryStates, batch, active);
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

    private Tensor attention(
            ModuleNames.Layer names, Tensor states, Tensor queryStates, Batch batch, DropoutRates active) {
        TensorVector heads = heads(names, states, queryStates);
        Tensor scores = heads.get(0).matmul(heads.get(1).transpose(2, 3));
        Tensor probabilities =
                keepingOnlyResult(() -> probabilities(scores, batch, active).to(type(names.query() + ".weight")));
        Tensor context = probabilities.matmul(heads.get(2)).transpose(1, 2).reshape(queryStates.shape());
        Tensor output = linear(context, names.attentionOutput());
        double rate = config.architecture() == Architecture.DISTILBERT ? 0 : active.hidden();
        return residual(queryStates, output, names.attentionNorm(), rate);
    }

    /**
     * Queries, keys and values, each {@code [batch, heads, length, headSize]}; one product where the tokens are the
     * same.
     */
    private TensorVector heads(ModuleNames.Layer names, Tensor states, Tensor queryStates) {
        if (queryStates.size(1) == states.size(1)) {
            return projected(states, List.of(names.query(), names.key(), names.value()));
        }
        TensorVector heads = projected(queryStates, List.of(names.query()));
        TensorVector keyAndValue = projected(states, List.of(names.key(), names.value()));
        return heads.push_back(keyAndValue.get(0)).push_back(keyAndValue.get(1));
    }

    /** The linear layers of some modules in one product, cut into heads. */
    private TensorVector projected(Tensor states, List<String> modules) {
        Tensor joined = torch.linear(
                states.to(type(modules.get(0) + ".weight")),
                concatenated(modules, ".weight"),
                new TensorOptional(concatenated(modules, ".bias")));
        // Unbinding is cheaper to differentiate than selecting one after the other.
        return joined.view(states.size(0), states.size(1), modules.size(), config.headCount(), config.headSize())
                .permute(2, 0, 3, 1, 4)
                .unbind();
    }

    private Tensor probabilities(Tensor scores, Batch batch, DropoutRates active) {
        Tensor scaled = scores.to(ScalarType.Float).mul(new Scalar(1 / Math.sqrt(config.headSize())));
        Tensor masked =
                batch.padded() ? scaled.masked_fill(batch.padding(), new Scalar(Float.NEGATIVE_INFINITY)) : scaled;
        Tensor probabilities = torch.softmax(masked, -1, new ScalarTypeOptional(ScalarType.Float));
        return dropout.apply(probabilities, active.attention());
    }

    private Tensor concatenated(List<String> modules, String suffix) {
        TensorVector parts = new TensorVector();
        modules.forEach(module -> parts.push_back(tensor(module + suffix)));
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
