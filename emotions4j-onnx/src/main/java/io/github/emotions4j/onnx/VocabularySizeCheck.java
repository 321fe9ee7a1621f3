package io.github.emotions4j.onnx;

import io.github.emotions4j.core.ModelFormatException;
import io.github.emotions4j.modelfolder.EncoderConfig;
import io.github.emotions4j.modelfolder.ModelConfig;
import io.github.emotions4j.modelfolder.ModelFiles;
import io.github.emotions4j.tokenizer.LargestTokenId;
import java.nio.file.Path;
import java.util.Optional;

/** Compares the token ids of a tokenizer with the {@code vocab_size} of its model. Stateless. */
final class VocabularySizeCheck {

    private VocabularySizeCheck() {}

    /**
     * Requires a token embedding for every token id, where {@code config.json} states how many there are. Embeddings
     * without a token are allowed.
     *
     * @throws ModelFormatException if a token id has no embedding; the message names both files
     */
    static void require(String tokenizerJson, String tokenizerSource, Path folder, ModelConfig config) {
        Optional<EncoderConfig> encoder = config.encoder();
        if (encoder.isEmpty()) {
            return;
        }
        int vocabularySize = encoder.get().vocabularySize();
        int largest = LargestTokenId.in(tokenizerJson, tokenizerSource);
        if (largest >= vocabularySize) {
            throw new ModelFormatException("the largest token id is " + largest + ", expected at most "
                    + (vocabularySize - 1) + ", for 'vocab_size' is " + vocabularySize + " in "
                    + folder.resolve(ModelFiles.CONFIG) + ", in " + tokenizerSource);
        }
    }
}
