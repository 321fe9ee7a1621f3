package io.github.emotions4j.core.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CacheFolderTest {

    @TempDir
    Path folder;

    @Test
    void makesTheFolderThatIsAbsent() {
        assertThat(CacheFolder.writable(folder.resolve("a/b"))).contains(folder.resolve("a/b"));
        assertThat(folder.resolve("a/b")).isDirectory();
    }

    @Test
    void isEmptyWhereAFileIsInTheWay() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));

        assertThat(CacheFolder.writable(file.resolve("cache"))).isEmpty();
    }

    @Test
    void makesAnotherFolderForEachUseInThisRun() throws IOException {
        Path first = CacheFolder.forThisRun();
        Path second = CacheFolder.forThisRun();

        assertThat(first).isEmptyDirectory().isNotEqualTo(second);
        assertThat(second).isEmptyDirectory();
    }
}
