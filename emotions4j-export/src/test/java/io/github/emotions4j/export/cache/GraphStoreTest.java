package io.github.emotions4j.export.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.emotions4j.export.TinyBert;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GraphStoreTest {

    @TempDir
    Path folder;

    private static void write(Path target) throws IOException {
        Files.writeString(target.resolve("file"), "content");
    }

    @Test
    void fillsAFolderOnce() throws IOException {
        GraphStore store = new GraphStore(folder.resolve("new/store"), "v5-");
        AtomicInteger fills = new AtomicInteger();

        for (int i = 0; i < 2; i++) {
            Path filled = store.require("key", target -> {
                fills.incrementAndGet();
                write(target);
            });
            assertThat(filled).isEqualTo(folder.resolve("new/store/key"));
            assertThat(filled.resolve("file")).hasContent("content");
        }

        assertThat(fills).hasValue(1);
        assertThat(TinyBert.filesIn(folder.resolve("new/store"))).containsExactly("key");
    }

    @Test
    void leavesNothingWhenFillingFails() {
        GraphStore store = new GraphStore(folder, "v5-");

        assertThatThrownBy(() -> store.require("key", target -> {
                    write(target);
                    throw new IOException("no more room");
                }))
                .hasMessage("no more room");

        assertThat(TinyBert.filesIn(folder)).isEmpty();
    }

    @Test
    void twoThatFillAtTheSameTimeGetTheSameFolder() throws Exception {
        CyclicBarrier bothAreFilling = new CyclicBarrier(2);
        Callable<Path> fill = () -> new GraphStore(folder, "v5-").require("key", target -> {
            write(target);
            try {
                bothAreFilling.await();
            } catch (Exception broken) {
                throw new IOException(broken);
            }
        });
        ExecutorService processes = Executors.newFixedThreadPool(2);
        try {
            for (Future<Path> made : processes.invokeAll(List.of(fill, fill))) {
                assertThat(made.get().resolve("file")).hasContent("content");
            }
        } finally {
            processes.shutdown();
        }
        assertThat(TinyBert.filesIn(folder)).containsExactly("key");
    }

    @Test
    void worksWhereItCannotBeWritten() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));

        Path made = new GraphStore(file.resolve("store"), "v5-").require("key", GraphStoreTest::write);

        assertThat(made.resolve("file")).hasContent("content");
        assertThat(made.startsWith(folder)).isFalse();
    }

    @Test
    void deletesWhatAKilledProcessLeftADayAgo() throws IOException {
        Path abandoned = Files.createDirectory(folder.resolve("key.1.tmp"));
        Path recent = Files.createDirectory(folder.resolve("key.2.tmp"));
        write(abandoned);
        Files.setLastModifiedTime(abandoned, FileTime.from(Instant.now().minus(Duration.ofDays(2))));

        new GraphStore(folder, "v5-").require("key", GraphStoreTest::write);

        assertThat(abandoned).doesNotExist();
        assertThat(recent).exists();
    }

    @Test
    void deletesFoldersOfOtherFormatsAfterADay() throws IOException {
        Path old = entry("v4-key-int8", Duration.ofDays(2));
        Path unnamed = entry("0a1b-fp32", Duration.ofDays(2));
        Path young = entry("v4-other-int8", Duration.ofHours(23));
        Path current = entry("v5-other-int8", Duration.ofDays(2));

        new GraphStore(folder, "v5-").require("v5-key", GraphStoreTest::write);

        assertThat(old).doesNotExist();
        assertThat(unnamed).doesNotExist();
        assertThat(young.resolve("file")).hasContent("content");
        assertThat(current.resolve("file")).hasContent("content");
        assertThat(folder.resolve("v5-key/file")).hasContent("content");
    }

    @Test
    void deletesNothingWhereTheFolderIsThere() throws IOException {
        Path old = entry("v4-key-int8", Duration.ofDays(2));
        entry("v5-key", Duration.ofDays(2));

        new GraphStore(folder, "v5-").require("v5-key", target -> {
            throw new IOException("filled again");
        });

        assertThat(old.resolve("file")).hasContent("content");
    }

    private Path entry(String name, Duration age) throws IOException {
        Path entry = Files.createDirectory(folder.resolve(name));
        write(entry);
        Files.setLastModifiedTime(entry, FileTime.from(Instant.now().minus(age)));
        return entry;
    }
}
