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
 * Lets one download at a time work on a blob, over all threads and Java processes. The lock file lies where Python's
 * huggingface_hub has its own and stays, as it does there.
 *
 * <p>Held by the thread that acquired it, which must close it.
 */
final class BlobLock implements AutoCloseable {

    private static final long POLL_MILLIS = 50;

    // A process holds a file lock as a whole, so its threads need one of their own.
    private static final ConcurrentMap<Path, ReentrantLock> THREADS = new ConcurrentHashMap<>();

    private final ReentrantLock threads;
    private final FileChannel channel;

    private BlobLock(ReentrantLock threads, FileChannel channel) {
        this.threads = threads;
        this.channel = channel;
    }

    /**
     * Waits for the lock.
     *
     * @param file the lock file; made when missing
     * @param waiting told once when another process has it
     * @throws InterruptedIOException if the thread is interrupted while it waits; it stays interrupted
     * @throws IOException if the file cannot be made or locked
     */
    static BlobLock acquire(Path file, Runnable waiting) throws IOException {
        Files.createDirectories(file.getParent());
        ReentrantLock threads = THREADS.computeIfAbsent(file.toAbsolutePath(), path -> new ReentrantLock());
        lockInterruptibly(threads, file);
        boolean locked = false;
        try {
            BlobLock lock = new BlobLock(threads, lockedChannel(file, waiting));
            locked = true;
            return lock;
        } finally {
            if (!locked) {
                threads.unlock();
            }
        }
    }

    private static void lockInterruptibly(ReentrantLock threads, Path file) throws InterruptedIOException {
        try {
            threads.lockInterruptibly();
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
                            + "), expected a file system with locks; HF_HUB_CACHE names another folder",
                    noLocks);
        }
    }

    @Override
    public void close() throws IOException {
        try {
            channel.close();
        } finally {
            threads.unlock();
        }
    }
}
