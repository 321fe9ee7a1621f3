package io.github.emotions4j.tokenizer;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Builds the {@code tokenizer.json} of a BERT tokenizer from {@code vocab.txt}. Not thread-safe. */
final class WordPieceJson {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private static final int MAX_WORD_LENGTH = 100;

    private static final DefaultTokens DEFAULTS = new DefaultTokens(
            Map.of(
                    "unk_token", AddedToken.special("[UNK]"),
                    "sep_token", AddedToken.special("[SEP]"),
                    "pad_token", AddedToken.special("[PAD]"),
                    "cls_token", AddedToken.special("[CLS]"),
                    "mask_token", AddedToken.special("[MASK]")),
            true);

    private final TokenizerSettings settings;
    private final Map<String, AddedToken> specialTokens;
    private final Vocabulary vocabulary;
    private final String source;

    private WordPieceJson(TokenizerSettings settings, Map<String, Integer> model, String source) {
        this.settings = settings;
        this.specialTokens = settings.specialTokens(DEFAULTS);
        this.vocabulary = TokenizerJson.vocabulary(model, settings, specialTokens);
        this.source = source;
    }

    static String build(Path vocabularyFile, TokenizerSettings settings) throws IOException {
        Map<String, Integer> model = VocabularyFiles.lines(vocabularyFile);
        return new WordPieceJson(settings, model, vocabularyFile.toString())
                .json()
                .toPrettyString();
    }

    private ObjectNode json() {
        ObjectNode root = TokenizerJson.head(vocabulary);
        root.set("normalizer", normalizer());
        root.putObject("pre_tokenizer").put("type", "BertPreTokenizer");
        root.set("post_processor", postProcessor());
        root.putObject("decoder").put("type", "WordPiece").put("prefix", "##").put("cleanup", true);
        root.set("model", model());
        return root;
    }

    private ObjectNode normalizer() {
        ObjectNode normalizer = NODES.objectNode();
        normalizer.put("type", "BertNormalizer");
        normalizer.put("clean_text", true);
        normalizer.put("handle_chinese_chars", settings.flag("tokenize_chinese_chars", true));
        // Null is a third value: strip accents if and only if the text is lowercased.
        Optional<Boolean> stripAccents = settings.optionalFlag("strip_accents");
        normalizer.put("strip_accents", stripAccents.orElse(null));
        normalizer.put("lowercase", settings.flag("do_lower_case", true));
        return normalizer;
    }

    private ObjectNode postProcessor() {
        String cls = TokenizerJson.content("cls_token", specialTokens, source);
        String sep = TokenizerJson.content("sep_token", specialTokens, source);
        ObjectNode template = NODES.objectNode().put("type", "TemplateProcessing");
        ArrayNode single = template.putArray("single");
        single.add(special(cls, 0)).add(sequence("A", 0)).add(special(sep, 0));
        ArrayNode pair = template.putArray("pair");
        pair.add(special(cls, 0)).add(sequence("A", 0)).add(special(sep, 0));
        pair.add(sequence("B", 1)).add(special(sep, 1));
        ObjectNode ids = template.putObject("special_tokens");
        for (String content : List.of(cls, sep)) {
            ObjectNode token = ids.putObject(content).put("id", content);
            token.putArray("ids").add(vocabulary.idOf(content).orElseThrow());
            token.putArray("tokens").add(content);
        }
        return template;
    }

    private static ObjectNode special(String content, int typeId) {
        ObjectNode step = NODES.objectNode();
        step.putObject("SpecialToken").put("id", content).put("type_id", typeId);
        return step;
    }

    private static ObjectNode sequence(String name, int typeId) {
        ObjectNode step = NODES.objectNode();
        step.putObject("Sequence").put("id", name).put("type_id", typeId);
        return step;
    }

    private ObjectNode model() {
        ObjectNode model = NODES.objectNode();
        model.put("type", "WordPiece");
        model.put("unk_token", TokenizerJson.content("unk_token", specialTokens, source));
        model.put("continuing_subword_prefix", "##");
        model.put("max_input_chars_per_word", MAX_WORD_LENGTH);
        model.set("vocab", vocabulary.modelTokens());
        return model;
    }
}
