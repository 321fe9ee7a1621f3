package io.github.emotions4j.modelfolder;

/** How logits become probabilities, by transformers' {@code problem_type}. */
public enum ProblemType {

    /** Labels do not compete: a sigmoid per label. */
    MULTI_LABEL("multi_label_classification"),

    /** One label per text: a softmax over all labels. */
    SINGLE_LABEL("single_label_classification");

    private final String configName;

    ProblemType(String configName) {
        this.configName = configName;
    }

    /**
     * The value of {@code problem_type} in {@code config.json}.
     *
     * @return transformers' name
     */
    public String configName() {
        return configName;
    }
}
