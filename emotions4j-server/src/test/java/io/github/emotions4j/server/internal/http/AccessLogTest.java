package io.github.emotions4j.server.internal.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AccessLogTest {

    @Test
    void lineIsOneJsonObject() {
        List<String> lines = new ArrayList<>();

        new AccessLog(lines::add)
                .log(new AccessLog.Entry(
                        Instant.parse("2026-01-02T03:04:05.678Z"),
                        "a\"b",
                        "127.0.0.1",
                        new AccessLog.Target("POST", "/models/{id*}"),
                        200,
                        1409,
                        Duration.ofNanos(12_345_678)));

        assertThat(lines)
                .containsExactly("{\"time\":\"2026-01-02T03:04:05.678Z\",\"id\":\"a\\\"b\",\"client\":\"127.0.0.1\","
                        + "\"method\":\"POST\",\"route\":\"/models/{id*}\",\"status\":200,\"bytes\":1409,"
                        + "\"milliseconds\":12.346}");
    }
}
