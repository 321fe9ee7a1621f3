package io.github.emotions4j.modelfolder;

/** The file names of a model folder, as transformers, Optimum and transformers.js know them. */
public final class ModelFiles {

    /** Architecture, labels and problem type. */
    public static final String CONFIG = "config.json";

    /** The tokenizer, whole. */
    public static final String TOKENIZER = "tokenizer.json";

    /** What transformers needs to pick its tokenizer class. */
    public static final String TOKENIZER_CONFIG = "tokenizer_config.json";

    /** The weights in one file. */
    public static final String WEIGHTS = "model.safetensors";

    /** Which of several files holds which weights, where they are too many for one. */
    public static final String WEIGHTS_INDEX = "model.safetensors.index.json";

    /** The fp32 graph. */
    public static final String GRAPH = "model.onnx";

    /** The INT8 graph. */
    public static final String QUANTIZED_GRAPH = "model_quantized.onnx";

    /** One threshold per label and how it was chosen. */
    public static final String THRESHOLDS = "thresholds.json";

    /** The model card. */
    public static final String CARD = "README.md";

    private ModelFiles() {}
}
