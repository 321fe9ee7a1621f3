package io.github.emotions4j.hub;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A lock on one blob across all threads and Java processes, so that only one of them downloads it. The lock file has
 * the same path as in Python's huggingface_hub and is not deleted either.
 *
 * <p>The thread that acquired the lock must close it.
 */
final class BlobLock implements AutoCloseable {

    private static final long POLL_MILLIS = 50;

    // A file lock belongs to the whole process, so threads of one process need a lock of their own.
    private static final ConcurrentMap<Path, ReentrantLock> THREAD_LOCKS = new ConcurrentHashMap<>();

    private final ReentrantLock threadLock;
    private final FileChannel channel;

    private BlobLock(ReentrantLock threadLock, FileChannel channel) {
        this.threadLock = threadLock;
        this.channel = channel;
    }

    /**
     * Waits for the lock.
     *
     * @param file the lock file; created if it does not exist
     * @param waiting called once if another process holds the lock
     * @throws InterruptedIOException if the thread is interrupted while it waits; its interrupt flag stays set
     * @throws IOException if the file cannot be created or locked
     */
    static BlobLock acquire(Path file, Runnable waiting) throws IOException {
        Files.createDirectories(file.getParent());
        ReentrantLock threadLock = THREAD_LOCKS.computeIfAbsent(file.toAbsolutePath(), path -> new ReentrantLock());
        lockInterruptibly(threadLock, file);
        boolean locked = false;
        try {
            BlobLock lock = new BlobLock(threadLock, lockedChannel(file, waiting));
            locked = true;
            return lock;
        } finally {
            if (!locked) {
                threadLock.unlock();
            }
        }
    }

    private static void lockInterruptibly(ReentrantLock threadLock, Path file) throws InterruptedIOException {
        try {
            threadLock.lockInterruptibly();
        } catch (InterruptedException interrupted) {
            throw InterruptedIo.of("waiting for " + file, interrupted);
        }
    }

    private static FileChannel lockedChannel(Path file, Runnable waiting) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        boolean locked = false;
        try {
            await(channel, file, waiting);
            locked = true;
            return channel;
        } finally {
            if (!locked) {
                channel.close();
            }
        }
    }

    private static void await(FileChannel channel, Path file, Runnable waiting) throws IOException {
        if (tryLock(channel, file) != null) {
            return;
        }
        waiting.run();
        do {
            try {
                Thread.sleep(POLL_MILLIS);
            } catch (InterruptedException interrupted) {
                throw InterruptedIo.of("waiting for " + file, interrupted);
            }
        } while (tryLock(channel, file) == null);
    }

    private static @Nullable FileLock tryLock(FileChannel channel, Path file) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException otherClassLoader) {
            return null;
        } catch (IOException noLocks) {
            throw new IOException(
                    "cannot lock " + file + " (" + noLocks.getMessage()
                            + "), expected a file system with locks; set HF_HUB_CACHE to another folder",
                    noLocks);
        }
    }

    @Override
    public void close() throws IOException {
        try {
            channel.close();
        } finally {
            threadLock.unlock();
        }
    }
}
