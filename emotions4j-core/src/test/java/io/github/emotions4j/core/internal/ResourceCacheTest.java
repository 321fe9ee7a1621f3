package io.github.emotions4j.core.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResourceCacheTest {

    private Path folder;

    @BeforeEach
    void makeAFolder(@TempDir Path temporary) {
        folder = temporary;
    }

    @Test
    void unpacksResourcesSideBySide() throws IOException {
        List<URL> resources =
                List.of(jarEntry("a.jar", "x/one.txt", "first"), jarEntry("b.jar", "y/two.txt", "second"));

        Path unpacked = ResourceCache.in(folder.resolve("cache")).unpack("words", resources);

        assertThat(unpacked.resolve("one.txt")).hasContent("first");
        assertThat(unpacked.resolve("two.txt")).hasContent("second");
    }

    @Test
    void usesAgainWhatIsThere() throws IOException {
        ResourceCache cache = ResourceCache.in(folder.resolve("cache"));
        URL resource = jarEntry("a.jar", "one.txt", "first");
        Path file = cache.unpack("words", List.of(resource)).resolve("one.txt");
        Files.writeString(file, "FIRST");

        cache.unpack("words", List.of(resource));

        assertThat(file).hasContent("FIRST");
    }

    @Test
    void writesAFileOfTheWrongSizeAnew() throws IOException {
        ResourceCache cache = ResourceCache.in(folder.resolve("cache"));
        URL resource = jarEntry("a.jar", "one.txt", "first");
        Path file = cache.unpack("words", List.of(resource)).resolve("one.txt");
        Files.writeString(file, "fir");

        cache.unpack("words", List.of(resource));

        assertThat(file).hasContent("first");
    }

    @Test
    void keepsVersionsOfAResourceApart() throws IOException {
        ResourceCache cache = ResourceCache.in(folder.resolve("cache"));

        Path first = cache.unpack("words", List.of(jarEntry("a.jar", "one.txt", "first")));
        Path other = cache.unpack("words", List.of(jarEntry("b.jar", "one.txt", "other")));

        assertThat(first.resolve("one.txt")).hasContent("first");
        assertThat(other.resolve("one.txt")).hasContent("other");
    }

    @Test
    void fallsBackToATemporaryFolderWhereTheCacheCannotBeMade() throws IOException {
        Path notAFolder = Files.writeString(folder.resolve("file"), "in the way");
        ResourceCache cache = ResourceCache.in(notAFolder.resolve("cache"));

        Path unpacked = cache.unpack("words", List.of(jarEntry("a.jar", "one.txt", "first")));

        assertThat(unpacked.resolve("one.txt")).hasContent("first");
        assertThat(unpacked.getParent()).isEqualTo(Path.of(System.getProperty("java.io.tmpdir")));
    }

    @Test
    void usesACompleteFolderThatCannotBeWritten() throws IOException {
        ResourceCache cache = ResourceCache.in(folder.resolve("cache"));
        URL resource = jarEntry("a.jar", "one.txt", "first");
        Path unpacked = cache.unpack("words", List.of(resource));
        Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(unpacked);
        Files.setPosixFilePermissions(unpacked, PosixFilePermissions.fromString("r-xr-xr-x"));
        try {
            assumeThat(Files.isWritable(unpacked))
                    .as("the administrator can write")
                    .isFalse();

            assertThat(cache.unpack("words", List.of(resource))).isEqualTo(unpacked);
        } finally {
            Files.setPosixFilePermissions(unpacked, permissions);
        }
    }

    @Test
    void saysWhatToSetWhereNothingCanBeWritten() throws IOException {
        Path notAFolder = Files.writeString(folder.resolve("file"), "in the way");
        URL resource = jarEntry("a.jar", "one.txt", "first");
        ResourceCache cache = ResourceCache.in(notAFolder.resolve("cache"));
        String temporary = System.setProperty("java.io.tmpdir", notAFolder.toString());
        try {
            assertThatThrownBy(() -> cache.unpack("words", List.of(resource)))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("set EMOTIONS4J_CACHE to one that can");
        } finally {
            System.setProperty("java.io.tmpdir", temporary);
        }
    }

    private URL jarEntry(String jar, String entry, String content) throws IOException {
        Path file = folder.resolve(jar);
        try (OutputStream output = Files.newOutputStream(file);
                JarOutputStream entries = new JarOutputStream(output)) {
            entries.putNextEntry(new JarEntry(entry));
            entries.write(content.getBytes(StandardCharsets.UTF_8));
        }
        return URI.create("jar:" + file.toUri() + "!/" + entry).toURL();
    }
}
