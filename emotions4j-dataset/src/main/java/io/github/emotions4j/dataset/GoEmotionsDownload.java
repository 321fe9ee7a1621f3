package io.github.emotions4j.dataset;

import io.github.emotions4j.core.LabelSet;
import io.github.emotions4j.core.internal.AtomicFile;
import io.github.emotions4j.core.internal.Sha256;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * Downloads the three splits of GoEmotions from the repository of its authors and verifies their SHA-256. A file that
 * exists with the right hash is not downloaded again. A download with a wrong hash is not written.
 *
 * <p>Source: Demszky et al. 2020, GoEmotions (<a href="https://aclanthology.org/2020.acl-main.372/">paper</a>),
 * Apache-2.0. Immutable and thread-safe.
 */
public final class GoEmotionsDownload {

    /** The address of the folder in which the authors publish the splits. */
    public static final URI AUTHORS_FOLDER =
            URI.create("https://raw.githubusercontent.com/google-research/google-research/master/goemotions/data/");

    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final int OK = 200;

    private static final Map<Split, String> SHA256 = Map.of(
            Split.TRAIN, "1c254a142be5c00e80d819b9ae1bbd36d94b2eeb8f4b1271846508d57e57d9c5",
            Split.DEV, "575489c079c9de1097062a01738f998590d6b7ead66dd1c9fd1d2ba01fd8bc62",
            Split.TEST, "0587b2dd8b27b97352adbfc3fb083d46005c8946657fdc2b1ca8b1cc7f1f8be4");

    private final URI source;
    private final Map<Split, String> sha256;

    GoEmotionsDownload(URI source, Map<Split, String> sha256) {
        this.source = Objects.requireNonNull(source, "source");
        this.sha256 = Map.copyOf(sha256);
    }

    /**
     * Downloads from the repository of the authors.
     *
     * @return the download
     */
    public static GoEmotionsDownload fromAuthors() {
        return from(AUTHORS_FOLDER);
    }

    /**
     * Downloads from a mirror, which must have the same bytes.
     *
     * @param folder the address of the mirror's folder, with a slash at the end
     * @return the download
     */
    public static GoEmotionsDownload from(URI folder) {
        return new GoEmotionsDownload(folder, SHA256);
    }

    /**
     * Downloads the missing files.
     *
     * @param folder the target folder; created if it does not exist
     * @param progress receives the name of each file before its download
     * @throws DatasetFormatException if a file does not have the expected SHA-256; the message contains both
     * @throws IOException if a file cannot be downloaded or written
     */
    public void to(Path folder, Consumer<String> progress) throws IOException {
        Files.createDirectories(folder);
        for (Split split : List.of(Split.TRAIN, Split.DEV, Split.TEST)) {
            downloadSplit(split, folder.resolve(split.fileName()), progress);
        }
        Path labels = folder.resolve(GoEmotions.LABELS_FILE);
        if (!Files.exists(labels)) {
            // Not downloaded: the label names and their order are part of this library.
            AtomicFile.write(labels, String.join("\n", LabelSet.goEmotions().names()) + "\n");
        }
    }

    private void downloadSplit(Split split, Path file, Consumer<String> progress) throws IOException {
        String expected = sha256.getOrDefault(split, "");
        if (Files.exists(file) && Sha256.of(file).equals(expected)) {
            return;
        }
        progress.accept(split.fileName());
        URI address = source.resolve(split.fileName());
        byte[] bytes = download(address);
        String found = Sha256.of(bytes);
        if (!found.equals(expected)) {
            throw new DatasetFormatException("found SHA-256 " + found + ", expected " + expected + " of "
                    + split.fileName() + " from " + address);
        }
        AtomicFile.write(file, output -> output.write(bytes));
    }

    private static byte[] download(URI address) throws IOException {
        HttpClient client = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NORMAL)
                .connectTimeout(TIMEOUT)
                .build();
        HttpRequest request = HttpRequest.newBuilder(address).timeout(TIMEOUT).build();
        try {
            HttpResponse<byte[]> response = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
            if (response.statusCode() != OK) {
                throw new IOException("found HTTP status " + response.statusCode() + ", expected 200 from " + address);
            }
            return response.body();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            InterruptedIOException failure = new InterruptedIOException("interrupted while downloading " + address);
            failure.initCause(interrupted);
            throw failure;
        }
    }
}
