package io.github.emotions4j.modelfolder;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.emotions4j.core.ModelFormatException;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;

/** How many tokens a model takes whose encoder this library does not know. Stateless. */
final class LongestInput {

    /** Their positions start behind the padding id, as in RoBERTa: transformers' create_position_ids_from_input_ids. */
    private static final Set<String> POSITIONS_BEHIND_PADDING = Set.of(
            "camembert",
            "data2vec-text",
            "esm",
            "ibert",
            "longformer",
            "luke",
            "mpnet",
            "roberta-prelayernorm",
            "xlm-roberta",
            "xlm-roberta-xl",
            "xmod");

    /** What those have where their configuration does not say. */
    private static final int PADDING = 1;

    private LongestInput() {}

    /**
     * The smaller of what the positions allow and what the tokenizer's file says.
     *
     * @throws ModelFormatException if neither says anything
     */
    static int of(String modelType, ConfigFields config, ConfigFields tokenizerConfig) {
        return Stream.of(positions(modelType, config), tokenizer(tokenizerConfig))
                .flatMapToInt(OptionalInt::stream)
                .min()
                .orElseThrow(() -> new ModelFormatException("field 'max_position_embeddings' is missing in "
                        + config.source() + ", expected it, or a 'model_max_length' in " + tokenizerConfig.source()));
    }

    private static OptionalInt positions(String modelType, ConfigFields config) {
        if (!config.root().hasNonNull("max_position_embeddings")) {
            return config.root().hasNonNull("n_positions")
                    ? OptionalInt.of(config.positive("n_positions"))
                    : OptionalInt.empty();
        }
        int rows = config.positive("max_position_embeddings");
        if (!POSITIONS_BEHIND_PADDING.contains(modelType)) {
            return OptionalInt.of(rows);
        }
        int padding = config.root().hasNonNull("pad_token_id") ? config.natural("pad_token_id") : PADDING;
        return OptionalInt.of(Math.max(0, rows - padding - 1));
    }

    /** transformers writes 10^30 for a tokenizer that knows no limit. */
    private static OptionalInt tokenizer(ConfigFields config) {
        JsonNode value = config.root().path("model_max_length");
        return value.canConvertToInt() && value.isIntegralNumber() && value.intValue() > 0
                ? OptionalInt.of(value.intValue())
                : OptionalInt.empty();
    }
}
