package io.github.emotions4j.finetuning;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.emotions4j.core.AtomicFile;
import io.github.emotions4j.core.LabelSet;
import io.github.emotions4j.modelfolder.ModelConfig;
import io.github.emotions4j.modelfolder.ModelFiles;
import io.github.emotions4j.training.Trainer;
import io.github.emotions4j.weights.PretrainedEncoder;
import io.github.emotions4j.weights.Safetensors;
import io.github.emotions4j.weights.Weights;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.List;

/** The model folder that a run fills. Not thread-safe. */
final class OutputFolder {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final List<String> MODEL_FILES = List.of(
            ModelFiles.CONFIG, ModelFiles.WEIGHTS, ModelFiles.GRAPH, ModelFiles.QUANTIZED_GRAPH, ModelFiles.CARD);

    private final Path path;

    private OutputFolder(Path path) {
        this.path = path;
    }

    /** Makes the folder; refuses one that holds a model or an unfinished run, unless told what to do with it. */
    static OutputFolder prepare(FineTuningOptions options) throws IOException {
        Path path = options.output();
        if (Files.exists(path) && !Files.isDirectory(path)) {
            throw new NotDirectoryException(path + " is a file, expected a folder for the model");
        }
        Files.createDirectories(path);
        boolean unfinished = Files.exists(path.resolve(Trainer.CHECKPOINT));
        if (unfinished && !options.resume() && !options.overwrite()) {
            throw new FileAlreadyExistsException(
                    path + " holds the checkpoint of an unfinished run; resume it, or" + " overwrite it to start anew");
        }
        for (String name : MODEL_FILES) {
            boolean ours = unfinished && options.resume();
            if (Files.exists(path.resolve(name)) && !options.overwrite() && !ours) {
                throw new FileAlreadyExistsException(
                        path + " already holds a model (" + name + "); choose another folder, or overwrite it");
            }
        }
        return new OutputFolder(path);
    }

    Path path() {
        return path;
    }

    Path file(String name) {
        return path.resolve(name);
    }

    void writeModel(PretrainedEncoder base, LabelSet labels, Weights weights) throws IOException {
        ModelConfig.bert(base.config(), labels).write(path);
        AtomicFile.write(file(ModelFiles.TOKENIZER), withoutTruncation(base.tokenizerJson()));
        AtomicFile.write(
                file(ModelFiles.TOKENIZER_CONFIG), tokenizerConfig(base.config().maxPositions()));
        Safetensors.write(file(ModelFiles.WEIGHTS), weights);
    }

    /** A tokenizer that neither cuts nor pads, whatever its file asked for. */
    static String withoutTruncation(String tokenizerJson) throws IOException {
        JsonNode root = JSON.readTree(tokenizerJson);
        ((ObjectNode) root).putNull("truncation").putNull("padding");
        return root.toString();
    }

    private static String tokenizerConfig(int maxTokens) {
        return JSON.createObjectNode()
                        .put("tokenizer_class", "BertTokenizer")
                        .put("do_lower_case", true)
                        .put("model_max_length", maxTokens)
                        .put("unk_token", "[UNK]")
                        .put("sep_token", "[SEP]")
                        .put("pad_token", "[PAD]")
                        .put("cls_token", "[CLS]")
                        .put("mask_token", "[MASK]")
                        .toPrettyString()
                + "\n";
    }
}
