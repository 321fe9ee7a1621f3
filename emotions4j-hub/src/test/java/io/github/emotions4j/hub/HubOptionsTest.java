package io.github.emotions4j.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HubOptionsTest {

    @TempDir
    private Path home;

    @Test
    void hasPythonsDefaults() {
        HubOptions options = options();

        assertThat(options.cache()).isEqualTo(home.resolve(".cache/huggingface/hub"));
        assertThat(options.endpoint()).isEqualTo(URI.create("https://huggingface.co"));
        assertThat(options.token()).isEmpty();
        assertThat(options.offline()).isFalse();
        assertThat(options.symbolicLinks()).isTrue();
    }

    @Test
    void findsTheCacheInPythonsOrder() {
        assertThat(options("XDG_CACHE_HOME", "/x").cache()).isEqualTo(path("/x/huggingface/hub"));
        assertThat(options("XDG_CACHE_HOME", "/x", "HF_HOME", "/h").cache()).isEqualTo(path("/h/hub"));
        assertThat(options("HF_HOME", "/h", "HUGGINGFACE_HUB_CACHE", "/old").cache())
                .isEqualTo(path("/old"));
        assertThat(options("HF_HOME", "/h", "HUGGINGFACE_HUB_CACHE", "/old", "HF_HUB_CACHE", "/new")
                        .cache())
                .isEqualTo(path("/new"));
    }

    @Test
    void expandsHomeAndVariables() {
        assertThat(options("HF_HOME", "~/models").cache()).isEqualTo(home.resolve("models/hub"));
        assertThat(options("HF_HUB_CACHE", "$DISK/${NAME}/hub", "DISK", "/data", "NAME", "me")
                        .cache())
                .isEqualTo(path("/data/me/hub"));
        assertThat(options("HF_HUB_CACHE", "/a/$UNSET").cache()).isEqualTo(path("/a/$UNSET"));
    }

    @Test
    void readsTheTokenFromTheEnvironmentOrTheFile() throws IOException {
        Path file = home.resolve(".cache/huggingface/token");
        Files.createDirectories(file.getParent());
        Files.writeString(file, "hf_stored\n");
        Path other = Files.writeString(home.resolve("other"), "hf_other\r\n");

        assertThat(options().token()).contains(AccessToken.of("hf_stored"));
        assertThat(options("HF_TOKEN_PATH", other.toString()).token()).contains(AccessToken.of("hf_other"));
        assertThat(options("HF_TOKEN", " hf_mine ").token()).contains(AccessToken.of("hf_mine"));
        assertThat(options("HUGGING_FACE_HUB_TOKEN", "hf_old").token()).contains(AccessToken.of("hf_old"));
        assertThat(options("HF_TOKEN", "", "HF_HOME", "/none").token()).isEmpty();
        assertThat(options("HF_TOKEN", "hf_mine", "HF_HUB_DISABLE_IMPLICIT_TOKEN", "1")
                        .token())
                .isEmpty();
    }

    @Test
    void refusesATokenThatIsNoneWithoutRepeatingIt() throws IOException {
        assertThatThrownBy(() -> options("HF_TOKEN", "two words"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("HF_TOKEN: the access token is empty or contains a character")
                .hasMessageNotContaining("words");
        Path folder = Files.createDirectory(home.resolve("folder"));
        assertThatThrownBy(() -> options("HF_TOKEN_PATH", folder.toString()))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("cannot read the access token in " + folder);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "ON", "YES", "TRUE", "true", "Yes"})
    void isOfflineWhenToldSo(String value) {
        assertThat(options("HF_HUB_OFFLINE", value).offline()).isTrue();
        assertThat(options("TRANSFORMERS_OFFLINE", value).offline()).isTrue();
        assertThat(options("HF_HUB_DISABLE_SYMLINKS", value).symbolicLinks()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "no", "off", "2"})
    void isOnlineOtherwise(String value) {
        assertThat(options("HF_HUB_OFFLINE", value).offline()).isFalse();
    }

    @Test
    void readsTheEndpointOfAMirror() {
        assertThat(options("HF_ENDPOINT", "https://mirror.example/hf//").endpoint())
                .isEqualTo(URI.create("https://mirror.example/hf"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"mirror.example", "ftp://mirror.example", "https://", "http:///x", "https://a b"})
    void refusesAnEndpointThatIsNoServer(String endpoint) {
        assertThatThrownBy(() -> options("HF_ENDPOINT", endpoint))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("HF_ENDPOINT is '" + endpoint.replaceFirst("/+$", "") + "'");
    }

    @Test
    void refusesNumbersOutsideTheirRange() {
        URI hub = URI.create("https://huggingface.co");
        Duration second = Duration.ofSeconds(1);

        assertThatThrownBy(() -> new HubOptions(home, hub, Optional.empty(), false, true, 0, second))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("parallelFiles is 0, expected a value from 1 to 64");
        assertThatThrownBy(() -> options().withTimeout(Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("timeout is PT0S, expected more than zero");
        assertThatThrownBy(() -> new HubOptions(home, URI.create("file:/x"), Optional.empty(), false, true, 1, second))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expected an address with http or https");
    }

    private static Path path(String text) {
        return Path.of(text).toAbsolutePath();
    }

    private HubOptions options(String... namesAndValues) {
        Map<String, String> variables = new HashMap<>(Map.of("HOME", home.toString()));
        for (int index = 0; index < namesAndValues.length; index += 2) {
            variables.put(namesAndValues[index], namesAndValues[index + 1]);
        }
        return HubOptions.ofEnvironment(variables);
    }
}
