package io.github.emotions4j.encoders;

import io.github.emotions4j.core.LabelSet;
import io.github.emotions4j.core.ModelFormatException;
import io.github.emotions4j.modelfolder.Architecture;
import io.github.emotions4j.modelfolder.ModelConfig;
import io.github.emotions4j.modelfolder.weights.FolderWeights;
import io.github.emotions4j.modelfolder.weights.ModuleNames;
import io.github.emotions4j.modelfolder.weights.PretrainedEncoder;
import io.github.emotions4j.modelfolder.weights.Weights;
import io.github.emotions4j.tokenizer.TokenizerFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Reads a Hugging Face folder of BERT, RoBERTa or DistilBERT for fine-tuning. The folder has a pre-trained checkpoint,
 * such as that of roberta-base, or a sequence classifier, whose head and labels are read too.
 *
 * <p>Stateless and thread-safe.
 */
public final class FolderEncoder {

    private FolderEncoder() {}

    /**
     * Reads a folder; the encoder has the name of the folder.
     *
     * @param folder a folder with {@code config.json}, weights and tokenizer
     * @return the encoder
     * @throws ModelFormatException if a file, a field or a tensor is missing or invalid; the message names it
     * @throws IOException if reading fails
     */
    public static PretrainedEncoder read(Path folder) throws IOException {
        Path name = folder.toAbsolutePath().normalize().getFileName();
        return read(folder, name == null ? folder.toString() : name.toString());
    }

    /**
     * Reads a folder.
     *
     * @param folder a folder with {@code config.json}, weights and tokenizer
     * @param name the name of the encoder
     * @return the encoder
     * @throws ModelFormatException if a file, a field or a tensor is missing or invalid; the message names it
     * @throws IOException if reading fails
     */
    public static PretrainedEncoder read(Path folder, String name) throws IOException {
        ModelConfig config = ModelConfig.read(folder);
        Weights weights = FolderWeights.encoder(folder, config).weights();
        return new PretrainedEncoder(
                name,
                config.encoder().orElseThrow(),
                weights,
                TokenizerFolder.tokenizerJson(folder),
                headLabels(config, weights),
                Optional.of(folder),
                Optional.empty());
    }

    // A pre-trained checkpoint has no classification head, and the labels of its configuration have no meaning.
    private static Optional<LabelSet> headLabels(ModelConfig config, Weights weights) {
        Architecture architecture = config.encoder().orElseThrow().architecture();
        boolean complete = ModuleNames.head(architecture).modules().stream()
                .allMatch(module -> weights.tensors().containsKey(module + ".weight"));
        return complete ? Optional.of(config.labels()) : Optional.empty();
    }
}
