package io.github.emotions4j.tokenizer;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Builds the {@code tokenizer.json} of a RoBERTa tokenizer from {@code vocab.json} and {@code merges.txt}. */
final class ByteLevelJson {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private static final DefaultTokens DEFAULTS = new DefaultTokens(
            Map.of(
                    "bos_token", normalized("<s>"),
                    "eos_token", normalized("</s>"),
                    "unk_token", normalized("<unk>"),
                    "sep_token", normalized("</s>"),
                    "pad_token", normalized("<pad>"),
                    "cls_token", normalized("<s>"),
                    // Includes the space before it, as words do in byte-level BPE.
                    "mask_token", new AddedToken("<mask>", false, true, false, false, true)),
            false);

    private final TokenizerSettings settings;
    private final Map<String, AddedToken> specialTokens;
    private final Vocabulary vocabulary;
    private final String source;

    private ByteLevelJson(TokenizerSettings settings, Map<String, Integer> model, String source) {
        this.settings = settings;
        this.specialTokens = settings.specialTokens(DEFAULTS);
        this.vocabulary = TokenizerJson.vocabulary(model, settings, specialTokens);
        this.source = source;
    }

    static String build(Path vocabularyFile, Path mergesFile, TokenizerSettings settings) throws IOException {
        Map<String, Integer> model = VocabularyFiles.ids(vocabularyFile);
        return new ByteLevelJson(settings, model, vocabularyFile.toString())
                .json(VocabularyFiles.merges(mergesFile))
                .toPrettyString();
    }

    private static AddedToken normalized(String content) {
        return new AddedToken(content, false, false, false, true, true);
    }

    private ObjectNode json(Collection<List<String>> merges) {
        ObjectNode root = TokenizerJson.head(vocabulary);
        root.putNull("normalizer");
        root.set("pre_tokenizer", byteLevel(settings.flag("add_prefix_space", false)));
        root.set("post_processor", postProcessor());
        root.set("decoder", byteLevel(true));
        root.set("model", model(merges));
        return root;
    }

    private static ObjectNode byteLevel(boolean addPrefixSpace) {
        return NODES.objectNode()
                .put("type", "ByteLevel")
                .put("add_prefix_space", addPrefixSpace)
                .put("trim_offsets", true)
                .put("use_regex", true);
    }

    private ObjectNode postProcessor() {
        ObjectNode roberta = NODES.objectNode().put("type", "RobertaProcessing");
        putToken(roberta.putArray("sep"), "sep_token");
        putToken(roberta.putArray("cls"), "cls_token");
        roberta.put("trim_offsets", settings.flag("trim_offsets", true));
        roberta.put("add_prefix_space", settings.flag("add_prefix_space", false));
        return roberta;
    }

    private void putToken(ArrayNode pair, String name) {
        String content = TokenizerJson.content(name, specialTokens, source);
        pair.add(content).add(vocabulary.idOf(content).orElseThrow());
    }

    private ObjectNode model(Collection<List<String>> merges) {
        ObjectNode model = NODES.objectNode();
        model.put("type", "BPE").putNull("dropout").putNull("unk_token");
        model.put("continuing_subword_prefix", "").put("end_of_word_suffix", "");
        model.put("fuse_unk", false).put("byte_fallback", false).put("ignore_merges", false);
        model.set("vocab", vocabulary.modelTokens());
        ArrayNode pairs = model.putArray("merges");
        merges.forEach(merge -> pairs.addArray().add(merge.get(0)).add(merge.get(1)));
        return model;
    }
}
