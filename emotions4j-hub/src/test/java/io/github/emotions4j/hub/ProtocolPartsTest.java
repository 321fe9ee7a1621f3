package io.github.emotions4j.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProtocolPartsTest {

    private static final Instant NOW = Instant.parse("2025-01-01T12:00:00Z");

    @ParameterizedTest
    @CsvSource({"W/\"abc\", abc", "\"abc\", abc", "abc, abc", "W/abc, abc", "\"W/abc\", W/abc"})
    void etagsLoseQuotesAndTheMarkOfWeakOnes(String header, String etag) {
        assertThat(FileMetadata.normalized(header)).isEqualTo(etag);
    }

    @Test
    void retryAfterIsSecondsOrADate() {
        assertThat(wait(Map.of("Retry-After", "12"))).contains(Duration.ofSeconds(12));
        assertThat(wait(Map.of("Retry-After", "Wed, 01 Jan 2025 12:00:40 GMT"))).contains(Duration.ofSeconds(40));
        assertThat(wait(Map.of("Retry-After", "Wed, 01 Jan 2025 11:00:00 GMT"))).contains(Duration.ZERO);
        assertThat(wait(Map.of("Retry-After", "soon"))).isEmpty();
    }

    @Test
    void rateLimitIsSecondsUntilTheWindowEnds() {
        String limit = "\"resolvers\";r=0;t=55";
        String policy = "\"fixed window\";\"resolvers\";q=3000;w=300";

        assertThat(wait(Map.of("RateLimit", limit, "RateLimit-Policy", policy))).contains(Duration.ofSeconds(56));
        assertThat(wait(Map.of("RateLimit-Policy", policy))).contains(Duration.ofSeconds(301));
        assertThat(wait(Map.of("Retry-After", "3", "RateLimit", limit))).contains(Duration.ofSeconds(3));
        assertThat(wait(Map.of())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "https://hub.example/a, https://hub.example/b, true",
        "https://hub.example/a, https://HUB.example:443/b, true",
        "https://hub.example/a, http://hub.example/a, false",
        "https://hub.example/a, https://hub.example:8443/a, false",
        "https://hub.example/a, https://cdn.hub.example/a, false",
        "https://hub.example/a, https://hub.example.evil/a, false"
    })
    void sameOriginMeansSchemeHostAndPort(URI one, URI other, boolean same) {
        assertThat(WebAddress.isSameOrigin(one, other)).isEqualTo(same);
    }

    @Test
    void addressesAreShownWithoutTheirSecrets() {
        assertThat(WebAddress.shown(URI.create("https://me:pass@cdn.example:8443/lfs/x?Signature=s#f")))
                .isEqualTo("https://cdn.example:8443/lfs/x");
    }

    @Test
    void revisionsAndNamesAreEncoded() {
        assertThat(WebAddress.segment("refs/pr/1")).isEqualTo("refs%2Fpr%2F1");
        assertThat(WebAddress.path("onnx/a b+c~é.onnx")).isEqualTo("onnx/a%20b%2Bc~%C3%A9.onnx");
        assertThat(WebAddress.below(URI.create("https://mirror.example/hf/"), "a/b"))
                .isEqualTo(URI.create("https://mirror.example/hf/a/b"));
    }

    @Test
    void redirectsThatGiveUpEncryptionAreRefused() {
        HubResponse redirect = new HubResponse(
                URI.create("https://hub.example/a"),
                302,
                headers(Map.of("Location", "http://hub.example/a")),
                InputStream.nullInputStream(),
                null);

        assertThatThrownBy(redirect::target)
                .isInstanceOf(HubException.class)
                .hasMessageContaining("expected one that keeps https");
    }

    @Test
    void namesOfFilesStayInsideTheModel() {
        assertThat(RepositoryPath.require("onnx/model.onnx", "x")).isEqualTo("onnx/model.onnx");
        assertThat(RepositoryPath.require("a..b/.c", "x")).isEqualTo("a..b/.c");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "/etc/passwd",
                "..",
                "../a",
                "a/..",
                "a/../b",
                "a/./b",
                "./a",
                "a//b",
                "a/",
                "a\\b",
                "..\\a",
                "C:/a",
                "C:a",
                "a\0b",
                "a\nb",
                "a:stream"
            })
    void otherNamesAreRefused(String name) {
        assertThatThrownBy(() -> RepositoryPath.require(name, "the list"))
                .isInstanceOf(HubException.class)
                .hasMessageContaining("in the list, expected a relative path inside the model");
    }

    @Test
    void namesThatFileSystemsCannotWriteAreRefused() {
        assertThat(RepositoryPath.require("a".repeat(255), "x")).hasSize(255);
        assertThatThrownBy(() -> RepositoryPath.require("a".repeat(256), "x")).isInstanceOf(HubException.class);
        assertThatThrownBy(() -> RepositoryPath.require("é".repeat(128), "x")).isInstanceOf(HubException.class);
        assertThatThrownBy(() -> RepositoryPath.require("a/".repeat(600) + "a", "x"))
                .isInstanceOf(HubException.class);
    }

    private static Optional<Duration> wait(Map<String, String> headers) {
        return RetryAfterHeaders.read(headers(headers), NOW);
    }

    private static HttpHeaders headers(Map<String, String> headers) {
        Map<String, List<String>> lists = headers.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, header -> List.of(header.getValue())));
        return HttpHeaders.of(lists, (name, value) -> true);
    }
}
