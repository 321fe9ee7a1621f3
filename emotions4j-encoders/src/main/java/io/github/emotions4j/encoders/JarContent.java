package io.github.emotions4j.encoders;

import io.github.emotions4j.core.ModelFormatException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** Opens what a jar must hold. Stateless. */
final class JarContent {

    private JarContent() {}

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
