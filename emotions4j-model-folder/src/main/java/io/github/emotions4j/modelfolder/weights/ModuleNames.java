package io.github.emotions4j.modelfolder.weights;

import io.github.emotions4j.modelfolder.Architecture;
import java.util.List;
import java.util.Optional;

/**
 * What transformers calls the modules of a sequence classifier. A module's tensors are its name with {@code .weight}
 * and {@code .bias} behind it.
 *
 * <p>Stateless and thread-safe. Source: transformers' {@code modeling_bert.py}, {@code modeling_roberta.py} and
 * {@code modeling_distilbert.py}.
 */
public final class ModuleNames {

    private ModuleNames() {}

    /**
     * The embeddings.
     *
     * @param words word embeddings
     * @param positions position embeddings
     * @param types token type embeddings; empty in DistilBERT
     * @param norm LayerNorm of the sum
     */
    public record Embeddings(String words, String positions, Optional<String> types, String norm) {}

    /**
     * The attention of a layer.
     *
     * @param query projection of the queries
     * @param key projection of the keys
     * @param value projection of the values
     * @param output projection of the output
     * @param norm LayerNorm behind it
     */
    public record Attention(String query, String key, String value, String output, String norm) {}

    /**
     * The feed-forward part of a layer.
     *
     * @param intermediate first linear layer
     * @param output second linear layer
     * @param norm LayerNorm behind it
     */
    public record FeedForward(String intermediate, String output, String norm) {}

    /**
     * One encoder layer.
     *
     * @param attention its attention
     * @param feedForward what follows the attention
     */
    public record Layer(Attention attention, FeedForward feedForward) {

        /**
         * Projection of the attention's queries.
         *
         * @return the module's name
         */
        public String query() {
            return attention.query();
        }

        /**
         * Projection of the attention's keys.
         *
         * @return the module's name
         */
        public String key() {
            return attention.key();
        }

        /**
         * Projection of the attention's values.
         *
         * @return the module's name
         */
        public String value() {
            return attention.value();
        }

        /**
         * Projection of the attention's output.
         *
         * @return the module's name
         */
        public String attentionOutput() {
            return attention.output();
        }

        /**
         * LayerNorm behind the attention.
         *
         * @return the module's name
         */
        public String attentionNorm() {
            return attention.norm();
        }

        /**
         * First linear layer of the feed-forward part.
         *
         * @return the module's name
         */
        public String intermediate() {
            return feedForward.intermediate();
        }

        /**
         * Second linear layer of the feed-forward part.
         *
         * @return the module's name
         */
        public String output() {
            return feedForward.output();
        }

        /**
         * LayerNorm behind the feed-forward part.
         *
         * @return the module's name
         */
        public String outputNorm() {
            return feedForward.norm();
        }
    }

    /**
     * The head: a dense layer with an activation, then the classifier.
     *
     * @param dense BERT's pooler, RoBERTa's {@code classifier.dense}, DistilBERT's {@code pre_classifier}
     * @param classifier the layer whose outputs are the logits
     */
    public record Head(String dense, String classifier) {

        /**
         * The two modules in order.
         *
         * @return dense, classifier
         */
        public List<String> modules() {
            return List.of(dense, classifier);
        }
    }

    /**
     * The names of the embeddings.
     *
     * @param architecture the encoder's
     * @return the names
     */
    public static Embeddings embeddings(Architecture architecture) {
        String prefix = architecture.modelType() + ".embeddings.";
        Optional<String> types = architecture == Architecture.DISTILBERT
                ? Optional.empty()
                : Optional.of(prefix + "token_type_embeddings");
        return new Embeddings(prefix + "word_embeddings", prefix + "position_embeddings", types, prefix + "LayerNorm");
    }

    /**
     * The names of a layer.
     *
     * @param architecture the encoder's
     * @param layer the layer, from 0
     * @return the names
     */
    public static Layer layer(Architecture architecture, int layer) {
        return architecture == Architecture.DISTILBERT ? distilbertLayer(layer) : bertLayer(architecture, layer);
    }

    private static Layer bertLayer(Architecture architecture, int layer) {
        String prefix = architecture.modelType() + ".encoder.layer." + layer + ".";
        return new Layer(
                new Attention(
                        prefix + "attention.self.query",
                        prefix + "attention.self.key",
                        prefix + "attention.self.value",
                        prefix + "attention.output.dense",
                        prefix + "attention.output.LayerNorm"),
                new FeedForward(prefix + "intermediate.dense", prefix + "output.dense", prefix + "output.LayerNorm"));
    }

    private static Layer distilbertLayer(int layer) {
        String prefix = "distilbert.transformer.layer." + layer + ".";
        return new Layer(
                new Attention(
                        prefix + "attention.q_lin",
                        prefix + "attention.k_lin",
                        prefix + "attention.v_lin",
                        prefix + "attention.out_lin",
                        prefix + "sa_layer_norm"),
                new FeedForward(prefix + "ffn.lin1", prefix + "ffn.lin2", prefix + "output_layer_norm"));
    }

    /**
     * The names of the head.
     *
     * @param architecture the encoder's
     * @return the names
     */
    public static Head head(Architecture architecture) {
        return switch (architecture) {
            case BERT -> new Head("bert.pooler.dense", "classifier");
            case ROBERTA -> new Head("classifier.dense", "classifier.out_proj");
            case DISTILBERT -> new Head("pre_classifier", "classifier");
        };
    }

    /**
     * Whether a tensor belongs to a LayerNorm.
     *
     * @param tensorName its name
     * @return true for the weight and the bias of a LayerNorm of any architecture
     */
    public static boolean isNorm(String tensorName) {
        return tensorName.contains("LayerNorm") || tensorName.contains("layer_norm");
    }
}
