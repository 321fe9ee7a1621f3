package io.github.emotions4j.tokenizer;

import io.github.emotions4j.core.ModelFormatException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The kinds of tokenizers that can be built from vocabulary files. */
enum TokenizerKind {

    /** WordPiece, as in BERT. */
    WORD_PIECE,

    /** Byte-level BPE, as in RoBERTa. */
    BYTE_LEVEL_BPE;

    static final String VOCAB_TXT = "vocab.txt";
    static final String VOCAB_JSON = "vocab.json";
    static final String MERGES = "merges.txt";

    private static final Set<String> ANY_CLASS = Set.of("PreTrainedTokenizer", "TokenizersBackend");

    private List<String> files() {
        return switch (this) {
            case WORD_PIECE -> List.of(VOCAB_TXT);
            case BYTE_LEVEL_BPE -> List.of(VOCAB_JSON, MERGES);
        };
    }

    /** The values of {@code tokenizer_class} and {@code model_type} that stand for this kind. */
    private Set<String> names() {
        return switch (this) {
            case WORD_PIECE ->
                Set.of(
                        "BertTokenizer",
                        "DistilBertTokenizer",
                        "ElectraTokenizer",
                        "ConvBertTokenizer",
                        "MobileBertTokenizer",
                        "SqueezeBertTokenizer",
                        "bert",
                        "distilbert",
                        "electra",
                        "convbert",
                        "mobilebert",
                        "squeezebert",
                        "ernie",
                        "megatron-bert");
            case BYTE_LEVEL_BPE ->
                Set.of(
                        "RobertaTokenizer",
                        "LongformerTokenizer",
                        "roberta",
                        "roberta-prelayernorm",
                        "longformer",
                        "data2vec-text",
                        "ibert");
        };
    }

    /**
     * The kind of tokenizer of a folder without {@code tokenizer.json}: by {@code tokenizer_class}, else by
     * {@code model_type}, else by the files in the folder.
     *
     * @throws ModelFormatException if a file of the tokenizer is missing, or its class is of no known kind
     */
    static TokenizerKind of(Path folder) throws IOException {
        List<TokenizerKind> found = List.of(values()).stream()
                .filter(kind -> kind.hasSomeFile(folder))
                .toList();
        if (found.isEmpty()) {
            throw new ModelFormatException("no tokenizer at " + folder.resolve(TokenizerFolder.TOKENIZER)
                    + ", expected that file, or vocab.txt (BERT, DistilBERT), or vocab.json and merges.txt (RoBERTa)");
        }
        TokenizerKind kind = declared(folder).orElse(found.get(0));
        kind.requireFiles(folder);
        return kind;
    }

    private static Optional<TokenizerKind> declared(Path folder) throws IOException {
        SettingsFile tokenizer = SettingsFile.readOrEmpty(folder.resolve("tokenizer_config.json"));
        SettingsFile model = SettingsFile.readOrEmpty(folder.resolve("config.json"));
        for (SettingsFile file : List.of(tokenizer, model)) {
            Optional<String> name = file.optionalText("tokenizer_class").map(TokenizerKind::withoutFast);
            if (name.isPresent() && !ANY_CLASS.contains(name.get())) {
                return Optional.of(byName(name.get(), "tokenizer_class", file));
            }
        }
        return model.optionalText("model_type").map(type -> byName(type, "model_type", model));
    }

    /** The "fast" class (in Rust) of a tokenizer gives the same tokens as the "slow" one. */
    private static String withoutFast(String name) {
        return name.endsWith("Fast") ? name.substring(0, name.length() - "Fast".length()) : name;
    }

    private static TokenizerKind byName(String name, String field, SettingsFile file) {
        for (TokenizerKind kind : values()) {
            if (kind.names().contains(name)) {
                return kind;
            }
        }
        throw new ModelFormatException("field '" + field + "' is '" + name + "' in " + file.source()
                + ", whose tokenizer cannot be built from a vocabulary, expected BERT, DistilBERT or RoBERTa, or a "
                + TokenizerFolder.TOKENIZER + " (transformers writes it with save_pretrained)");
    }

    /** The name of the tokenizer in errors. */
    String describe(Path folder) {
        return String.join(" and ", files()) + " of " + folder;
    }

    private boolean hasSomeFile(Path folder) {
        return files().stream().anyMatch(name -> Files.isRegularFile(folder.resolve(name)));
    }

    private void requireFiles(Path folder) {
        for (String name : files()) {
            if (!Files.isRegularFile(folder.resolve(name))) {
                throw new ModelFormatException("folder " + folder + " has no " + name + ", expected "
                        + String.join(" and ", files()) + ", or " + TokenizerFolder.TOKENIZER);
            }
        }
    }
}
