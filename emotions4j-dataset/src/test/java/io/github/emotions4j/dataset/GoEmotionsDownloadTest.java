package io.github.emotions4j.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.github.emotions4j.core.LabelSet;
import io.github.emotions4j.core.internal.Sha256;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GoEmotionsDownloadTest {

    private static final String CONTENT = "a \"text\"\t0\tx\n";

    private final Path folder;
    private final HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    private final List<String> fetched = new ArrayList<>();

    GoEmotionsDownloadTest(@TempDir Path folder) throws IOException {
        this.folder = folder.resolve("new/goemotions");
        server.start();
    }

    @AfterEach
    void stopServer() {
        server.stop(0);
    }

    @Test
    void fetchesSplitsThatThenRead() throws IOException {
        serve("train.tsv", "dev.tsv", "test.tsv");

        download(CONTENT).to(folder, fetched::add);

        assertThat(fetched).containsExactly("train.tsv", "dev.tsv", "test.tsv");
        assertThat(GoEmotions.read(folder, Split.DEV).texts()).containsExactly("a \"text\"");
        assertThat(GoEmotions.readLabels(folder)).isEqualTo(LabelSet.goEmotions());
    }

    @Test
    void doesNotFetchWhatIsThereAndRight() throws IOException {
        serve("train.tsv", "dev.tsv", "test.tsv");
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("dev.tsv"), CONTENT);
        Files.writeString(folder.resolve("test.tsv"), "damaged");

        download(CONTENT).to(folder, fetched::add);

        assertThat(fetched).containsExactly("train.tsv", "test.tsv");
        assertThat(folder.resolve("test.tsv")).hasContent(CONTENT.strip());
    }

    @Test
    void refusesOtherBytesAndLeavesNoFile() throws IOException {
        serve("train.tsv");

        assertThatThrownBy(() -> download("other").to(folder, fetched::add))
                .isInstanceOf(DatasetFormatException.class)
                .hasMessageContaining("found SHA-256 " + Sha256.of(CONTENT))
                .hasMessageContaining("expected " + Sha256.of("other"))
                .hasMessageContaining("train.tsv");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void namesStatusAndAddressOfAFileThatIsNotThere() {
        assertThatThrownBy(() -> download(CONTENT).to(folder, fetched::add))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("HTTP status 404")
                .hasMessageContaining("/data/train.tsv");
    }

    @Test
    void refusesAMirrorWithOtherBytesThanTheAuthors() throws IOException {
        serve("train.tsv");

        assertThatThrownBy(() -> GoEmotionsDownload.from(address()).to(folder, fetched::add))
                .isInstanceOf(DatasetFormatException.class)
                .hasMessageContaining("expected 1c254a142be5c00e80d819b9ae1bbd36d94b2eeb8f4b1271846508d57e57d9c5");
    }

    private GoEmotionsDownload download(String expected) {
        String hash = Sha256.of(expected);
        return new GoEmotionsDownload(address(), Map.of(Split.TRAIN, hash, Split.DEV, hash, Split.TEST, hash));
    }

    private URI address() {
        return URI.create("http://" + server.getAddress().getHostString() + ":"
                + server.getAddress().getPort() + "/data/");
    }

    private void serve(String... names) {
        byte[] bytes = CONTENT.getBytes(StandardCharsets.UTF_8);
        for (String name : names) {
            server.createContext("/data/" + name, exchange -> {
                try (exchange) {
                    exchange.sendResponseHeaders(200, bytes.length);
                    exchange.getResponseBody().write(bytes);
                }
            });
        }
    }
}
