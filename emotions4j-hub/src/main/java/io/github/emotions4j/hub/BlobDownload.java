package io.github.emotions4j.hub;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Fetches one file into the cache: into a partial file, from where an earlier attempt stopped, checked as a whole, then
 * renamed. Whatever goes wrong, a blob's name never shows other bytes than announced.
 */
final class BlobDownload {

    private static final Pattern CONTENT_RANGE = Pattern.compile("bytes (\\d{1,18})-\\d{1,18}/(\\d{1,18}|\\*)");
    private static final int BUFFER_BYTES = 1 << 16;

    private final HubClient client;
    private final CachedModel cached;
    private final FileMetadata file;
    private final PullListener listener;
    private final Path partial;

    BlobDownload(HubClient client, CachedModel cached, FileMetadata file, PullListener listener) {
        this.client = client;
        this.cached = cached;
        this.file = file;
        this.listener = listener;
        this.partial = cached.partial(file.etag());
    }

    /**
     * Fetches the file unless its blob is there, and shows it in the snapshot.
     *
     * @throws TransientHubException if the network keeps failing; what has come is kept for the next time
     * @throws HubException if the hub refuses, or sends other bytes than announced
     * @throws IOException if the disk cannot be written
     */
    @SuppressWarnings("try") // the lock is only held
    void run() throws IOException {
        Path blob = cached.blob(file.etag());
        Files.createDirectories(blob.getParent());
        try (BlobLock lock = BlobLock.acquire(cached.lock(file.etag()), this::sayWaiting)) {
            if (isComplete(blob)) {
                listener.advanced(file.size());
            } else {
                fill();
                Files.move(partial, blob, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            }
            cached.show(file.etag(), file.commit(), file.name());
        }
        listener.fileDone(file.name(), file.size());
    }

    private void sayWaiting() {
        listener.noticed("waiting for another process that fetches " + file.name());
    }

    private boolean isComplete(Path blob) throws IOException {
        return Files.isRegularFile(blob) && Files.size(blob) == file.size();
    }

    private void fill() throws IOException {
        long found = partialSize();
        listener.advanced(found);
        fetch();
        Optional<String> wrong = ContentHash.mismatch(partial, file);
        if (wrong.isPresent() && found > 0) {
            // The part from before may be what was wrong.
            startAgain();
            fetch();
            wrong = ContentHash.mismatch(partial, file);
        }
        if (wrong.isPresent()) {
            startAgain();
            throw new HubException("found " + wrong.get() + " in " + file.name() + " of commit " + file.commit()
                    + "; nothing of it was kept");
        }
    }

    private void fetch() throws IOException {
        if (partialSize() > file.size()) {
            startAgain();
        }
        client.retries().run(this::fetchRest, this::partialSizeOrZero);
    }

    /** One attempt, from the end of the partial file on; gives the size reached. */
    private long fetchRest() throws IOException {
        long start = partialSize();
        try (FileChannel output = FileChannel.open(partial, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            // A file of no bytes cannot be asked for from its end on, and needs no asking.
            if (start < file.size()) {
                fetchRest(output, start);
            }
            output.force(true);
            return output.size();
        }
    }

    private void fetchRest(FileChannel output, long start) throws IOException {
        try (HubResponse answer = client.open(file, start)) {
            boolean whole = answer.status() == HubHttp.OK;
            if (!whole && !continuesAt(answer, start)) {
                forget(output, start);
                throw TransientHubException.of(
                        "found HTTP status " + answer.status() + " from " + WebAddress.shown(answer.address())
                                + ", expected " + file.name() + " from byte " + start + " on");
            }
            if (whole) {
                forget(output, start);
            }
            output.position(output.size());
            copy(answer.body(), output);
        }
    }

    private void forget(FileChannel output, long start) throws IOException {
        listener.advanced(-start);
        output.truncate(0);
    }

    private boolean continuesAt(HubResponse answer, long start) {
        Matcher range = CONTENT_RANGE.matcher(answer.header("Content-Range").orElse(""));
        return answer.status() == HubHttp.PARTIAL_CONTENT
                && range.matches()
                && Long.parseLong(range.group(1)) == start
                && (range.group(2).equals("*") || Long.parseLong(range.group(2)) == file.size());
    }

    private void copy(InputStream body, FileChannel output) throws IOException {
        byte[] buffer = new byte[BUFFER_BYTES];
        int count;
        while ((count = body.read(buffer)) >= 0) {
            if (output.position() + count > file.size()) {
                output.truncate(0);
                throw new HubException("found more than " + file.size() + " bytes in " + file.name()
                        + ", expected as many as announced");
            }
            write(output, ByteBuffer.wrap(buffer, 0, count));
            listener.advanced(count);
        }
        if (output.position() < file.size()) {
            throw TransientHubException.of("found the end of " + file.name() + " after " + output.position()
                    + " bytes, expected " + file.size());
        }
    }

    private void write(FileChannel output, ByteBuffer bytes) throws IOException {
        try {
            while (bytes.hasRemaining()) {
                output.write(bytes);
            }
        } catch (IOException diskFailed) {
            throw new IOException("cannot write " + partial + ": " + diskFailed.getMessage(), diskFailed);
        }
    }

    private void startAgain() throws IOException {
        listener.advanced(-partialSize());
        Files.deleteIfExists(partial);
    }

    private long partialSize() throws IOException {
        return Files.exists(partial) ? Files.size(partial) : 0;
    }

    private long partialSizeOrZero() {
        try {
            return partialSize();
        } catch (IOException goneMeanwhile) {
            return 0;
        }
    }
}
