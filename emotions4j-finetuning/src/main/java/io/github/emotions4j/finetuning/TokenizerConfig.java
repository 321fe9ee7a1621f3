package io.github.emotions4j.finetuning;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.emotions4j.modelfolder.Architecture;
import io.github.emotions4j.modelfolder.EncoderConfig;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The {@code tokenizer_config.json} of an encoder that has none. Stateless.
 *
 * <p>In transformers the settings of this file override those of {@code tokenizer.json}, so its settings of case,
 * accents and the space before the first word repeat those of {@code tokenizer.json}.
 */
final class TokenizerConfig {

    private static final ObjectMapper JSON = new ObjectMapper();

    private TokenizerConfig() {}

    static String of(EncoderConfig config, String tokenizerJson) throws IOException {
        JsonNode tokenizer = JSON.readTree(tokenizerJson);
        ObjectNode root = JSON.createObjectNode()
                .put("tokenizer_class", tokenizerClass(config.architecture()))
                .put("model_max_length", config.maxTokens());
        if (config.architecture() == Architecture.ROBERTA) {
            putByteLevel(root, tokenizer);
        } else {
            putWordPiece(root, tokenizer);
        }
        return root.toPrettyString() + "\n";
    }

    private static String tokenizerClass(Architecture architecture) {
        return switch (architecture) {
            case BERT -> "BertTokenizer";
            case ROBERTA -> "RobertaTokenizer";
            case DISTILBERT -> "DistilBertTokenizer";
        };
    }

    private static void putWordPiece(ObjectNode root, JsonNode tokenizer) {
        JsonNode normalizer = part(tokenizer.path("normalizer"), "BertNormalizer");
        root.put("do_lower_case", normalizer.path("lowercase").asBoolean(true))
                .put(
                        "tokenize_chinese_chars",
                        normalizer.path("handle_chinese_chars").asBoolean(true));
        root.set(
                "strip_accents", normalizer.path("strip_accents").isBoolean() ? normalizer.get("strip_accents") : null);
        Map<String, String> tokens = new LinkedHashMap<>();
        tokens.put("unk_token", "[UNK]");
        tokens.put("sep_token", "[SEP]");
        tokens.put("pad_token", "[PAD]");
        tokens.put("cls_token", "[CLS]");
        tokens.put("mask_token", "[MASK]");
        tokens.forEach(root::put);
    }

    private static void putByteLevel(ObjectNode root, JsonNode tokenizer) {
        JsonNode byteLevel = part(tokenizer.path("pre_tokenizer"), "ByteLevel");
        root.put("add_prefix_space", byteLevel.path("add_prefix_space").asBoolean(false));
        Map<String, String> tokens = new LinkedHashMap<>();
        tokens.put("bos_token", "<s>");
        tokens.put("eos_token", "</s>");
        tokens.put("sep_token", "</s>");
        tokens.put("cls_token", "<s>");
        tokens.put("unk_token", "<unk>");
        tokens.put("pad_token", "<pad>");
        tokens.put("mask_token", "<mask>");
        tokens.forEach(root::put);
    }

    /** The part of this type: the node itself, or one of the sequence in it; a missing node where there is none. */
    private static JsonNode part(JsonNode node, String type) {
        if (node.path("type").asText().equals(type)) {
            return node;
        }
        for (String field : new String[] {"normalizers", "pretokenizers"}) {
            for (JsonNode inner : node.path(field)) {
                if (inner.path("type").asText().equals(type)) {
                    return inner;
                }
            }
        }
        return node.path("");
    }
}
