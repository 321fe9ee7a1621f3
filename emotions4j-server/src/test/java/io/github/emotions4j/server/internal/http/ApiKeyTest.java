package io.github.emotions4j.server.internal.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.eclipse.jetty.http.HttpFields;
import org.junit.jupiter.api.Test;

class ApiKeyTest {

    private final ApiKey key = new ApiKey("secret");

    private boolean accepts(String authorization) {
        return key.isIn(HttpFields.build().put("Authorization", authorization).asImmutable());
    }

    @Test
    void acceptsTheKeyAlone() {
        assertThat(accepts("Bearer secret")).isTrue();
        assertThat(accepts("bearer  secret")).isTrue();
        assertThat(accepts("Bearer secret2")).isFalse();
        assertThat(accepts("Bearer ")).isFalse();
        assertThat(accepts("Basic secret")).isFalse();
        assertThat(key.isIn(HttpFields.EMPTY)).isFalse();
    }

    @Test
    void characterOutsideAsciiIsNoQuestionMark() {
        assertThat(new ApiKey("a?c")
                        .isIn(HttpFields.build()
                                .put("Authorization", "Bearer a\u20acc")
                                .asImmutable()))
                .isFalse();
    }

    @Test
    void requestIdIsTakenOverWhereItIsPlain() {
        assertThat(RequestIds.of(HttpFields.build().put("x-request-id", "a-1").asImmutable()))
                .isEqualTo("a-1");
        assertThat(RequestIds.of(HttpFields.build().put("X-Amzn-Trace-Id", "b").asImmutable()))
                .isEqualTo("b");
        String tooLong = "a".repeat(129);
        assertThat(RequestIds.of(HttpFields.build().put("x-request-id", tooLong).asImmutable()))
                .isNotEqualTo(tooLong)
                .hasSize(36);
    }
}
