package io.github.emotions4j.training;

import io.github.emotions4j.modelfolder.EncoderConfig;
import io.github.emotions4j.weights.BertTensors;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
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
 * The forward pass of {@code BertForSequenceClassification} in libtorch. Linear layers and attention run in the type of
 * their weights; residual sums, LayerNorms, softmax and the head run in fp32.
 *
 * <p>Call inside a pointer scope: intermediate tensors belong to it. Not thread-safe. Source: Devlin et al. 2019, BERT
 * (<a href="https://aclanthology.org/N19-1423/">paper</a>), transformers' {@code modeling_bert.py}.
 */
final class TorchBert {

    private final EncoderConfig config;
    private final Map<String, Tensor> tensors;
    private final DropoutRates rates;
    private final Dropout dropout;

    /** Dropout of hidden states and of attention probabilities; both 0 outside training. */
    record DropoutRates(double hidden, double attention) {

        static final DropoutRates NONE = new DropoutRates(0, 0);
    }

    TorchBert(EncoderConfig config, List<Parameter> parameters, DropoutRates rates, Dropout dropout) {
        this.config = config;
        this.tensors = parameters.stream().collect(Collectors.toMap(Parameter::name, Parameter::compute));
        this.rates = rates;
        this.dropout = dropout;
    }

    /** Logits of a batch, {@code [batch, labels]}, fp32. */
    Tensor logits(Batch batch, boolean training) {
        DropoutRates active = training ? rates : DropoutRates.NONE;
        Tensor states = embeddings(batch, active);
        for (int layer = 0; layer < config.layerCount(); layer++) {
            String prefix = BertTensors.layer(layer);
            Tensor input = states;
            states = keepingOnlyResult(() -> layer(prefix, input, batch, active));
        }
        Tensor firstToken = states.select(1, 0);
        Tensor pooled = linear(firstToken, "bert.pooler.dense").tanh();
        return linear(dropout.apply(pooled, active.hidden()), "classifier");
    }

    private Tensor embeddings(Batch batch, DropoutRates active) {
        String prefix = "bert.embeddings.";
        Tensor words = torch.embedding(tensor(prefix + "word_embeddings.weight"), batch.tokenIds());
        Tensor positions = tensor(prefix + "position_embeddings.weight").narrow(0, 0, batch.length());
        Tensor firstType = tensor(prefix + "token_type_embeddings.weight").select(0, 0);
        Tensor sum = words.add(positions).add(firstType);
        return dropout.apply(norm(sum, prefix + "LayerNorm"), active.hidden());
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

    private Tensor layer(String prefix, Tensor states, Batch batch, DropoutRates active) {
        Tensor attended = attention(prefix + "attention.", states, batch, active);
        Tensor middle = torch.gelu(linear(attended, prefix + "intermediate.dense"));
        Tensor output = linear(middle, prefix + "output.dense");
        return residual(attended, output, prefix + "output.LayerNorm", active);
    }

    private Tensor attention(String prefix, Tensor states, Batch batch, DropoutRates active) {
        Tensor joined = torch.linear(
                states.to(type(prefix + "self.query.weight")),
                concatenated(prefix, ".weight"),
                new TensorOptional(concatenated(prefix, ".bias")));
        Tensor heads = joined.view(batch.size(), batch.length(), 3, config.headCount(), config.headSize())
                .permute(2, 0, 3, 1, 4);
        Tensor scores = heads.select(0, 0).matmul(heads.select(0, 1).transpose(2, 3));
        Tensor probabilities =
                keepingOnlyResult(() -> probabilities(scores, batch, active).to(joined.scalar_type()));
        Tensor context = probabilities
                .matmul(heads.select(0, 2))
                .transpose(1, 2)
                .reshape(batch.size(), batch.length(), config.hiddenSize());
        Tensor output = linear(context, prefix + "output.dense");
        return residual(states, output, prefix + "output.LayerNorm", active);
    }

    private Tensor probabilities(Tensor scores, Batch batch, DropoutRates active) {
        Tensor scaled = scores.to(ScalarType.Float).mul(new Scalar(1 / Math.sqrt(config.headSize())));
        Tensor masked =
                batch.padded() ? scaled.masked_fill(batch.padding(), new Scalar(Float.NEGATIVE_INFINITY)) : scaled;
        Tensor probabilities = torch.softmax(masked, -1, new ScalarTypeOptional(ScalarType.Float));
        return dropout.apply(probabilities, active.attention());
    }

    private Tensor concatenated(String prefix, String suffix) {
        TensorVector parts = new TensorVector(
                tensor(prefix + "self.query" + suffix),
                tensor(prefix + "self.key" + suffix),
                tensor(prefix + "self.value" + suffix));
        return torch.cat(parts, 0);
    }

    private Tensor residual(Tensor states, Tensor output, String norm, DropoutRates active) {
        return norm(states.add(dropout.apply(output.to(ScalarType.Float), active.hidden())), norm);
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
    static Function<String, ScalarType> computeTypes(ScalarType large) {
        return name -> {
            boolean linear = name.startsWith("bert.encoder.") && !name.contains("LayerNorm");
            return linear ? large : ScalarType.Float;
        };
    }
}
