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
 * Downloads one file into the cache. The bytes go to a partial file, which continues where an earlier attempt stopped.
 * The complete file is checked against its hash and then renamed, so a blob never has other bytes than the hub
 * announced.
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
     * Downloads the file unless the cache has its blob, then adds it to the snapshot.
     *
     * @throws TransientHubException if the network keeps failing; the partial file stays for the next attempt
     * @throws HubException if the hub refuses the request, or sends other bytes than it announced
     * @throws IOException if the file cannot be written
     */
    @SuppressWarnings("try") // the lock is only held
    void run() throws IOException {
        Path blob = cached.blob(file.etag());
        Files.createDirectories(blob.getParent());
        try (BlobLock lock = BlobLock.acquire(cached.lock(file.etag()), this::notifyWaiting)) {
            if (isComplete(blob)) {
                listener.advanced(file.size());
            } else {
                downloadVerified();
                Files.move(partial, blob, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            }
            cached.addToSnapshot(file.etag(), file.commit(), file.name());
        }
        listener.fileDone(file.name(), file.size());
    }

    private void notifyWaiting() {
        listener.noticed("waiting for another process that downloads " + file.name());
    }

    private boolean isComplete(Path blob) throws IOException {
        return Files.isRegularFile(blob) && Files.size(blob) == file.size();
    }

    private void downloadVerified() throws IOException {
        long found = partialSize();
        listener.advanced(found);
        download();
        Optional<String> mismatch = EtagCheck.mismatch(partial, file);
        if (mismatch.isPresent() && found > 0) {
            // The bytes of the earlier attempt may be the wrong ones.
            deletePartial();
            download();
            mismatch = EtagCheck.mismatch(partial, file);
        }
        if (mismatch.isPresent()) {
            deletePartial();
            throw new HubException("found " + mismatch.get() + " in " + file.name() + " of commit " + file.commit()
                    + "; the download was deleted");
        }
    }

    private void download() throws IOException {
        if (partialSize() > file.size()) {
            deletePartial();
        }
        client.retryPolicy().run(this::downloadRest, this::partialSizeOrZero);
    }

    /** Makes one attempt to append the missing bytes; returns the size of the partial file. */
    private long downloadRest() throws IOException {
        long start = partialSize();
        try (FileChannel output = FileChannel.open(partial, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            // A server answers a range request that starts at the end of the file with an error.
            if (start < file.size()) {
                downloadRest(output, start);
            }
            output.force(true);
            return output.size();
        }
    }

    private void downloadRest(FileChannel output, long start) throws IOException {
        try (HubResponse response = client.open(file, start)) {
            boolean whole = response.status() == HubHttp.OK;
            if (!whole && !continuesAt(response, start)) {
                discard(output, start);
                throw TransientHubException.of("found HTTP status " + response.status() + " from "
                        + WebAddress.shown(response.address()) + ", expected " + file.name() + " from byte " + start);
            }
            if (whole) {
                discard(output, start);
            }
            output.position(output.size());
            copy(response.body(), output);
        }
    }

    private void discard(FileChannel output, long start) throws IOException {
        listener.advanced(-start);
        output.truncate(0);
    }

    private boolean continuesAt(HubResponse response, long start) {
        Matcher range = CONTENT_RANGE.matcher(response.header("Content-Range").orElse(""));
        return response.status() == HubHttp.PARTIAL_CONTENT
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
                        + ", expected the announced size");
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

    private void deletePartial() throws IOException {
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
