package io.github.emotions4j.encoders;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.emotions4j.core.ModelFormatException;
import java.util.List;

/** Writes the {@code tokenizer.json} of a BERT vocabulary. Stateless. */
final class WordPieceTokenizer {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> SPECIAL = List.of("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]");

    private WordPieceTokenizer() {}

    static String json(List<String> vocabulary, boolean lowerCase) {
        ObjectNode root = JSON.createObjectNode();
        root.put("version", "1.0").putNull("truncation");
        root.putNull("padding");
        for (String token : SPECIAL) {
            root.withArray("added_tokens")
                    .addObject()
                    .put("id", id(vocabulary, token))
                    .put("content", token)
                    .put("single_word", false)
                    .put("lstrip", false)
                    .put("rstrip", false)
                    .put("normalized", false)
                    .put("special", true);
        }
        root.putObject("normalizer")
                .put("type", "BertNormalizer")
                .put("clean_text", true)
                .put("handle_chinese_chars", true)
                .put("lowercase", lowerCase)
                .putNull("strip_accents");
        root.putObject("pre_tokenizer").put("type", "BertPreTokenizer");
        root.putObject("post_processor").put("type", "BertProcessing").setAll(pair(vocabulary));
        root.putObject("decoder").put("type", "WordPiece").put("prefix", "##").put("cleanup", true);
        ObjectNode model = root.putObject("model")
                .put("type", "WordPiece")
                .put("unk_token", "[UNK]")
                .put("continuing_subword_prefix", "##")
                .put("max_input_chars_per_word", 100);
        ObjectNode ids = model.putObject("vocab");
        for (int id = 0; id < vocabulary.size(); id++) {
            ids.put(vocabulary.get(id), id);
        }
        return root.toString();
    }

    private static ObjectNode pair(List<String> vocabulary) {
        ObjectNode processor = JSON.createObjectNode();
        processor.putArray("sep").add("[SEP]").add(id(vocabulary, "[SEP]"));
        processor.putArray("cls").add("[CLS]").add(id(vocabulary, "[CLS]"));
        return processor;
    }

    private static int id(List<String> vocabulary, String token) {
        int id = vocabulary.indexOf(token);
        if (id < 0) {
            throw new ModelFormatException("vocabulary has no token '" + token + "', expected a BERT vocab.txt");
        }
        return id;
    }
}
