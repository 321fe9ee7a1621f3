package io.github.emotions4j.finetuning;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.emotions4j.core.LabelSet;
import io.github.emotions4j.core.internal.AtomicFile;
import io.github.emotions4j.modelfolder.ModelConfig;
import io.github.emotions4j.modelfolder.ModelFiles;
import io.github.emotions4j.modelfolder.ModelLayout;
import io.github.emotions4j.modelfolder.weights.PretrainedEncoder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The files that a trained model takes over from its base: all files of the tokenizer, so that both the fast and the
 * slow tokenizer of transformers load, and the ids of special tokens in {@code config.json}. Immutable.
 *
 * @param base the encoder that the model started from
 */
record BaseFiles(PretrainedEncoder base) {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final List<String> SPECIAL_IDS =
            List.of("bos_token_id", "eos_token_id", "cls_token_id", "sep_token_id", "mask_token_id", "unk_token_id");

    void write(LabelSet labels, Path output) throws IOException {
        AtomicFile.write(output.resolve(ModelFiles.CONFIG), config(labels));
        AtomicFile.write(output.resolve(ModelFiles.TOKENIZER), withoutTruncation(base.tokenizerJson()));
        for (String name : ModelLayout.tokenizerFiles()) {
            if (!name.equals(ModelFiles.TOKENIZER)) {
                writeTokenizerFile(name, output.resolve(name));
            }
        }
    }

    private String config(LabelSet labels) throws IOException {
        ObjectNode root = (ObjectNode)
                JSON.readTree(ModelConfig.multiLabel(base.config(), labels).toJson());
        if (base.folder().isPresent()) {
            Path file = base.folder().get().resolve(ModelFiles.CONFIG);
            JsonNode ofBase = JSON.readTree(Files.readAllBytes(file));
            SPECIAL_IDS.stream()
                    .filter(id -> ofBase.path(id).isInt())
                    .forEach(id -> root.put(id, ofBase.get(id).intValue()));
        }
        return root.toPrettyString() + "\n";
    }

    /** The tokenizer without truncation and padding. */
    static String withoutTruncation(String tokenizerJson) throws IOException {
        JsonNode root = JSON.readTree(tokenizerJson);
        ((ObjectNode) root).putNull("truncation").putNull("padding");
        return root.toString();
    }

    // A file that this base lacks may be a left-over of an earlier model, and would describe another tokenizer.
    private void writeTokenizerFile(String name, Path target) throws IOException {
        Path source = base.folder().orElse(Path.of("")).resolve(name);
        if (base.folder().isPresent() && Files.isRegularFile(source)) {
            AtomicFile.write(target, output -> Files.copy(source, output));
        } else if (name.equals(ModelFiles.TOKENIZER_CONFIG)) {
            AtomicFile.write(target, TokenizerConfig.of(base.config(), base.tokenizerJson()));
        } else {
            Files.deleteIfExists(target);
        }
    }
}
