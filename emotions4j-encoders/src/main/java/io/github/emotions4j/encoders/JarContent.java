package io.github.emotions4j.encoders;

import io.github.emotions4j.core.ModelFormatException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** Opens the entries of a jar. Stateless. */
final class JarContent {

    private JarContent() {}

    /** Opens an entry, to be closed by the caller; a missing entry is an error. */
    static InputStream open(ZipFile jar, String entryName) throws IOException {
        ZipEntry entry = jar.getEntry(entryName);
        if (entry == null) {
            throw new ModelFormatException(
                    "jar has no entry '" + entryName + "', expected an encoder in " + jar.getName());
        }
        return jar.getInputStream(entry);
    }
}
