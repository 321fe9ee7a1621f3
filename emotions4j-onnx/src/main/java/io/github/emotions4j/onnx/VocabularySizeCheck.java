package io.github.emotions4j.onnx;

import io.github.emotions4j.core.ModelFormatException;
import io.github.emotions4j.modelfolder.EncoderConfig;
import io.github.emotions4j.modelfolder.ModelConfig;
import io.github.emotions4j.modelfolder.ModelFiles;
import io.github.emotions4j.tokenizer.LargestTokenId;
import java.nio.file.Path;
import java.util.Optional;

/** Checks that a model has a row of embeddings for every token of its tokenizer; rows without a token do no harm. */
final class VocabularySizeCheck {

    private VocabularySizeCheck() {}

    /** Checks a folder whose encoder's shape is known. */
    static void requireFor(String tokenizerJson, String tokenizerSource, Path folder, ModelConfig config) {
        Optional<EncoderConfig> encoder = config.encoder();
        if (encoder.isEmpty()) {
            return;
        }
        int rows = encoder.get().vocabularySize();
        int largest = LargestTokenId.in(tokenizerJson, tokenizerSource);
        if (largest >= rows) {
            throw new ModelFormatException("the largest token id is " + largest + ", expected at most " + (rows - 1)
                    + ", for 'vocab_size' is " + rows + " in " + folder.resolve(ModelFiles.CONFIG) + ", in "
                    + tokenizerSource);
        }
    }
}
