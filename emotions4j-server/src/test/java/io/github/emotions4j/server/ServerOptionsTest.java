package io.github.emotions4j.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
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
