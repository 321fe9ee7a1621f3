package io.github.emotions4j.onnx;

import io.github.emotions4j.core.ModelFormatException;
import io.github.emotions4j.modelfolder.EncoderConfig;
import io.github.emotions4j.modelfolder.ModelConfig;
import io.github.emotions4j.modelfolder.ModelFiles;
import io.github.emotions4j.tokenizer.LargestTokenId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Checks that a model has a row of embeddings for every token of its tokenizer; rows without a token do no harm. */
final class EmbeddingRows {

    private EmbeddingRows() {}

    /** Checks a folder whose encoder's shape is known; the file may be absent, which is told when it is loaded. */
    static void requireFor(Path tokenizerFile, ModelConfig config) throws IOException {
        Optional<EncoderConfig> encoder = config.encoder();
        if (encoder.isEmpty() || !Files.isRegularFile(tokenizerFile)) {
            return;
        }
        int rows = encoder.get().vocabularySize();
        // Malformed UTF-8 is told when the tokenizer is loaded.
        String json = new String(Files.readAllBytes(tokenizerFile), StandardCharsets.UTF_8);
        int largest = LargestTokenId.in(json, tokenizerFile.toString());
        if (largest >= rows) {
            throw new ModelFormatException("the largest token id is " + largest + ", expected at most " + (rows - 1)
                    + ", for 'vocab_size' is " + rows + " in " + tokenizerFile.resolveSibling(ModelFiles.CONFIG)
                    + ", in " + tokenizerFile);
        }
    }
}
