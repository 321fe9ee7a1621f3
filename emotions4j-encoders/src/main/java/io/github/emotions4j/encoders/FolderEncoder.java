package io.github.emotions4j.encoders;

import io.github.emotions4j.core.LabelSet;
import io.github.emotions4j.core.ModelFormatException;
import io.github.emotions4j.modelfolder.Architecture;
import io.github.emotions4j.modelfolder.EncoderConfig;
import io.github.emotions4j.modelfolder.ModelConfig;
import io.github.emotions4j.modelfolder.ModelFiles;
import io.github.emotions4j.weights.ClassifierTensors;
import io.github.emotions4j.weights.ModuleNames;
import io.github.emotions4j.weights.PretrainedEncoder;
import io.github.emotions4j.weights.Safetensors;
import io.github.emotions4j.weights.Weights;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads a Hugging Face folder of BERT, RoBERTa or DistilBERT to be fine-tuned: a pre-trained checkpoint such as that of
 * roberta-base, or a sequence classifier, whose head comes along with its labels.
 *
 * <p>Stateless and thread-safe.
 */
public final class FolderEncoder {

    private FolderEncoder() {}

    /**
     * Reads a folder; the encoder is called as the folder is.
     *
     * @param folder a folder with {@code config.json}, weights and tokenizer
     * @return the encoder
     * @throws ModelFormatException if a file, a field or a tensor is missing or wrong; the message names it
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
     * @param name what to call the encoder
     * @return the encoder
     * @throws ModelFormatException if a file, a field or a tensor is missing or wrong; the message names it
     * @throws IOException if reading fails
     */
    public static PretrainedEncoder read(Path folder, String name) throws IOException {
        ModelConfig config = ModelConfig.read(folder);
        EncoderConfig encoder = config.encoder()
                .orElseThrow(() -> new ModelFormatException("field 'model_type' is '" + config.modelType()
                        + "', expected one of " + Architecture.supported() + " in "
                        + folder.resolve(ModelFiles.CONFIG)));
        Weights weights = weights(folder);
        requireAll(weights, ClassifierTensors.encoder(encoder));
        return new PretrainedEncoder(
                name,
                encoder,
                weights,
                tokenizer(folder),
                headLabels(encoder, config.labels(), weights),
                Optional.of(folder),
                Optional.empty());
    }

    private static Weights weights(Path folder) throws IOException {
        return Safetensors.read(folder.resolve(ModelFiles.WEIGHTS)).weights();
    }

    private static String tokenizer(Path folder) throws IOException {
        Path file = folder.resolve(ModelFiles.TOKENIZER);
        if (!Files.isRegularFile(file)) {
            throw new ModelFormatException("model folder " + folder + " has no " + ModelFiles.TOKENIZER
                    + ", expected the encoder's tokenizer");
        }
        return Files.readString(file);
    }

    private static Optional<LabelSet> headLabels(EncoderConfig encoder, LabelSet labels, Weights weights) {
        String classifier = ModuleNames.head(encoder.architecture()).classifier() + ".weight";
        if (!weights.tensors().containsKey(classifier)) {
            return Optional.empty();
        }
        requireAll(weights, ClassifierTensors.head(encoder, labels.size()));
        return Optional.of(labels);
    }

    private static void requireAll(Weights weights, Map<String, List<Long>> shapes) {
        shapes.forEach((name, shape) ->
                weights.require(name, shape.stream().mapToLong(Long::longValue).toArray()));
    }
}
