package io.github.emotions4j.server.internal.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.emotions4j.core.LabelScore;
import io.github.emotions4j.server.internal.routing.Response;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonResponseTest {

    @ParameterizedTest
    @CsvSource({
        "0.6783005595207214, 0.6783005595207214",
        "0.1, 0.10000000149011612",
        "1, 1.0",
        "0, 0.0",
        "0.000045, 4.5000000682193786E-5"
    })
    void aScoreIsTheFloatWidenedToADoubleInTheFewestDigits(float score, String digits) {
        Response response =
                JsonResponse.ok(json -> JsonResponse.writeScores(json, List.of(new LabelScore("joy", score))));

        assertThat(Calls.text(response)).isEqualTo("200 [{\"label\":\"joy\",\"score\":" + digits + "}]");
    }

    @Test
    void labelsAreEscapedAndWrittenInUtf8() {
        assertThat(Calls.body(JsonResponse.ok(json -> JsonResponse.writeStrings(json, List.of("\"\u00e9\u0001")))))
                .isEqualTo("[\"\\\"\u00e9\\u0001\"]");
    }
}
