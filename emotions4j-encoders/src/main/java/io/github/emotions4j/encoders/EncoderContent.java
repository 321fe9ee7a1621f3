package io.github.emotions4j.encoders;

import io.github.emotions4j.core.ModelFormatException;
import io.github.emotions4j.weights.PretrainedEncoder;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** How an encoder lies in a jar. Implementations are immutable and thread-safe. */
public sealed interface EncoderContent permits OnnxContent, SavedModelContent {

    /**
     * Reads the encoder.
     *
     * @param name what to call it
     * @param jar the open jar
     * @return the encoder
     * @throws ModelFormatException if an entry or a tensor is missing or damaged; the message names it
     * @throws IOException if reading fails
     */
    PretrainedEncoder read(String name, ZipFile jar) throws IOException;

    /** An entry's bytes, to be closed by the caller. */
    static InputStream open(ZipFile jar, String entryName) throws IOException {
        ZipEntry entry = jar.getEntry(entryName);
        if (entry == null) {
            throw new ModelFormatException(
                    "jar has no entry '" + entryName + "', expected an encoder in " + jar.getName());
        }
        return jar.getInputStream(entry);
    }
}
