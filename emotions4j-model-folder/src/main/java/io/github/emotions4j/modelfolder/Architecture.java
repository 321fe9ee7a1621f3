package io.github.emotions4j.modelfolder;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** The encoders whose weights this library can read, train and export, by transformers' {@code model_type}. */
public enum Architecture {

    /** BERT: pooler (dense, tanh) on the first token, then the classifier. */
    BERT("bert", "BertForSequenceClassification"),

    /** RoBERTa: positions start behind the padding id; the head is dense, tanh, out_proj on the first token. */
    ROBERTA("roberta", "RobertaForSequenceClassification"),

    /** DistilBERT: no token types; the head is a dense layer, ReLU, then the classifier. */
    DISTILBERT("distilbert", "DistilBertForSequenceClassification");

    private final String modelType;
    private final String className;

    Architecture(String modelType, String className) {
        this.modelType = modelType;
        this.className = className;
    }

    /**
     * The value of {@code model_type} in {@code config.json}; also the prefix of the encoder's tensor names.
     *
     * @return as in {@code roberta}
     */
    public String modelType() {
        return modelType;
    }

    /**
     * The class that transformers loads a sequence classifier with.
     *
     * @return as in {@code RobertaForSequenceClassification}
     */
    public String className() {
        return className;
    }

    /**
     * The architecture with a given {@code model_type}.
     *
     * @param modelType the value in {@code config.json}
     * @return the architecture, or empty when the library cannot build that encoder itself
     */
    public static Optional<Architecture> byModelType(String modelType) {
        return Arrays.stream(values())
                .filter(architecture -> architecture.modelType.equals(modelType))
                .findFirst();
    }

    /**
     * What {@code model_type} may be, for errors.
     *
     * @return as in {@code bert, roberta, distilbert}
     */
    public static String supported() {
        return Arrays.stream(values()).map(Architecture::modelType).collect(Collectors.joining(", "));
    }
}
