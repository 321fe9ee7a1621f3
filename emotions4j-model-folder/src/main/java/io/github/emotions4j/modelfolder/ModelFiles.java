package io.github.emotions4j.modelfolder;

/**
 * The file names of a model folder, as transformers, Optimum and transformers.js know them. {@link ModelLayout} says
 * where they lie.
 */
public final class ModelFiles {

    /** Architecture, labels and problem type. */
    public static final String CONFIG = "config.json";

    /** The tokenizer, whole. */
    public static final String TOKENIZER = "tokenizer.json";

    /** What transformers needs to pick its tokenizer class. */
    public static final String TOKENIZER_CONFIG = "tokenizer_config.json";

    /** WordPiece's vocabulary, one token a line. */
    public static final String WORD_PIECE_VOCABULARY = "vocab.txt";

    /** The vocabulary of byte-level BPE. */
    public static final String BPE_VOCABULARY = "vocab.json";

    /** The merges of byte-level BPE. */
    public static final String BPE_MERGES = "merges.txt";

    /** Which tokens mean unknown, separator and so on. */
    public static final String SPECIAL_TOKENS = "special_tokens_map.json";

    /** Tokens that were added to the vocabulary. */
    public static final String ADDED_TOKENS = "added_tokens.json";

    /** The weights in one file. */
    public static final String WEIGHTS = "model.safetensors";

    /** Which of several files holds which weights, where they are too many for one. */
    public static final String WEIGHTS_INDEX = "model.safetensors.index.json";

    /** The fp32 graph. */
    public static final String GRAPH = "model.onnx";

    /** The INT8 graph. */
    public static final String QUANTIZED_GRAPH = "model_quantized.onnx";

    /**
     * The packed form of an INT8 graph beside it, for this library alone: its matrices lie in
     * {@value #QUANTIZED_GRAPH}.
     */
    public static final String PACKED_QUANTIZED_GRAPH = "model_quantized_packed.onnx";

    /** One threshold per label and how it was chosen. */
    public static final String THRESHOLDS = "thresholds.json";

    /** The model card. */
    public static final String CARD = "README.md";

    private ModelFiles() {}
}
