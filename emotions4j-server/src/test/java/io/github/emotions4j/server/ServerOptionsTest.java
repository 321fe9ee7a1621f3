package io.github.emotions4j.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ServerOptionsTest {

    static Stream<Arguments> outOfRange() {
        return Stream.of(
                Arguments.of(ServerOptions.builder().port(-1), "port"),
                Arguments.of(ServerOptions.builder().port(65_536), "port"),
                Arguments.of(ServerOptions.builder().maxBodyBytes(0), "maxBodyBytes"),
                Arguments.of(ServerOptions.builder().maxBodyBytes(Integer.MAX_VALUE), "maxBodyBytes"),
                Arguments.of(ServerOptions.builder().queueTokens(65_537), "queueTokens"),
                Arguments.of(ServerOptions.builder().maxHeaderBytes((1 << 20) + 1), "maxHeaderBytes"),
                Arguments.of(ServerOptions.builder().timeout(Duration.ofSeconds(Long.MAX_VALUE)), "timeout"),
                Arguments.of(ServerOptions.builder().headerTimeout(Duration.ofDays(2)), "headerTimeout"),
                Arguments.of(ServerOptions.builder().maxTextsPerRequest(0), "maxTextsPerRequest"),
                Arguments.of(ServerOptions.builder().maxCharactersPerText(0), "maxCharactersPerText"),
                Arguments.of(ServerOptions.builder().queueTokens(0), "queueTokens"),
                Arguments.of(ServerOptions.builder().maxConnections(0), "maxConnections"),
                Arguments.of(ServerOptions.builder().maxHeaderBytes(511), "maxHeaderBytes"),
                Arguments.of(ServerOptions.builder().timeout(Duration.ZERO), "timeout"),
                Arguments.of(ServerOptions.builder().headerTimeout(Duration.ZERO), "headerTimeout"),
                Arguments.of(ServerOptions.builder().idleTimeout(Duration.ZERO), "idleTimeout"),
                Arguments.of(ServerOptions.builder().stopTimeout(Duration.ofSeconds(-1)), "stopTimeout"));
    }

    @ParameterizedTest
    @MethodSource("outOfRange")
    void refusesValueOutOfRange(ServerOptions.Builder builder, String name) {
        assertThatThrownBy(builder::build)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(name);
    }

    @Test
    void takesEachBound() {
        ServerOptions options = ServerOptions.builder()
                .port(65_535)
                .maxBodyBytes(1 << 30)
                .queueTokens(65_536)
                .maxHeaderBytes(512)
                .timeout(Duration.ofDays(1))
                .idleTimeout(Duration.ofMillis(1))
                .build();

        assertThat(options.maxBodyBytes()).isEqualTo(1 << 30);
        assertThat(options.queueTokens()).isEqualTo(65_536);
    }

    @Test
    void refusesOriginThatNoBrowserSends() {
        for (String origin :
                List.of("https://example.org/", "example.org", "https://a.example, https://b.example", "")) {
            assertThatThrownBy(() -> ServerOptions.builder().corsOrigins(List.of(origin)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("'" + origin + "'");
        }
        List<String> origins = List.of("*", "http://[::1]:3000", "chrome-extension://abc");
        assertThat(ServerOptions.builder().corsOrigins(origins).build().corsOrigins())
                .isEqualTo(origins);
    }

    @Test
    void refusesKeyThatNoHeaderCarries() {
        assertThatThrownBy(() -> ServerOptions.builder().apiKey("")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> ServerOptions.builder().apiKey("geheim ü"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("geheim");
    }

    @Test
    void textShowsNoKey() {
        assertThat(ServerOptions.builder().apiKey("secret").build().toString())
                .contains("apiKey=given")
                .doesNotContain("secret");
    }

    @Test
    void defaultsListenOnThisMachineOnly() {
        assertThat(ServerOptions.defaults().host()).isEqualTo("127.0.0.1");
        assertThat(ServerOptions.defaults().apiKey()).isEmpty();
        assertThat(ServerOptions.defaults().corsOrigins()).isEmpty();
    }
}
