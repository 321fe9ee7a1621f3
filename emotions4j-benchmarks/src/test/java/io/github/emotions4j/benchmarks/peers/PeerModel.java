package io.github.emotions4j.benchmarks.peers;

/** The models that all tools run. */
public enum PeerModel {

    /** The one inside this library, as {@code emotions export --model embedded} writes it. */
    EMBEDDED("embedded"),

    /** Random weights in the shape of the MiniLM models, 22 million parameters. */
    BERT_6X384("bert-6x384"),

    /** Random weights in the shape of RoBERTa-base, 125 million parameters. */
    ROBERTA_BASE("roberta-base");

    private final String folderName;

    PeerModel(String folderName) {
        this.folderName = folderName;
    }

    /** The name that users type, and that of its folders. */
    @Override
    public String toString() {
        return folderName;
    }
}
