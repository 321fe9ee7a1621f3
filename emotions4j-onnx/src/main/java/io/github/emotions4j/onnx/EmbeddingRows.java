package io.github.emotions4j.onnx;

import io.github.emotions4j.core.ModelFormatException;
import io.github.emotions4j.modelfolder.ModelConfig;
import io.github.emotions4j.modelfolder.ModelFiles;
import io.github.emotions4j.tokenizer.LargestTokenId;
import io.github.emotions4j.tokenizer.TokenizerFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Checks that a model has a row of embeddings for every token of its tokenizer; rows without a token do no harm. */
final class EmbeddingRows {

    private EmbeddingRows() {}

    /** Checks a folder whose encoder's shape is known. */
    static void requireFor(Path folder, ModelConfig config) throws IOException {
        if (config.encoder().isEmpty()) {
            return;
        }
        int rows = config.encoder().get().vocabularySize();
        Path file = folder.resolve(ModelFiles.TOKENIZER);
        Path source = Files.isRegularFile(file) ? file : folder;
        int largest = LargestTokenId.in(TokenizerFolder.tokenizerJson(folder), source.toString());
        if (largest >= rows) {
            throw new ModelFormatException("the largest token id is " + largest + ", expected at most " + (rows - 1)
                    + ", for 'vocab_size' is " + rows + " in " + folder.resolve(ModelFiles.CONFIG) + ", in " + source);
        }
    }
}
