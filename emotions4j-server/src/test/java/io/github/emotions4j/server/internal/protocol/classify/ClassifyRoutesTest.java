package io.github.emotions4j.server.internal.protocol.classify;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.emotions4j.server.internal.protocol.Calls;
import io.github.emotions4j.server.internal.routing.ErrorKind;
import io.github.emotions4j.server.internal.routing.RequestException;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClassifyRoutesTest {

    private static final InstantSource CLOCK = InstantSource.fixed(Instant.ofEpochSecond(1_700_000_000));

    private final Calls calls = new Calls(ClassifyRoutes.routes(Calls.MODELS, Calls.INFERENCE, CLOCK));

    @ParameterizedTest
    @ValueSource(strings = {"/classify", "/v1/classify"})
    void answersInTheShapeOfVllm(String path) {
        assertThat(Calls.text(calls.post(path, "{\"input\":\"a\",\"use_activation\":true}")))
                .isEqualTo("200 {\"id\":\"classify-request-1\",\"object\":\"list\",\"created\":1700000000,"
                        + "\"model\":\"embedded\",\"data\":[{\"index\":0,\"label\":\"joy\",\"probs\":[0.25,0.75,0.5],"
                        + "\"num_classes\":3,\"emotions\":[{\"label\":\"joy\",\"score\":0.75},"
                        + "{\"label\":\"love\",\"score\":0.5}]}],\"usage\":{\"prompt_tokens\":3,\"total_tokens\":3,"
                        + "\"completion_tokens\":0,\"prompt_tokens_details\":null}}");
    }

    @Test
    void answersAListInOrderByTheNamedModel() {
        assertThat(text("{\"model\":\"ORG/NAME\",\"input\":[\"a\",\"\"]}"))
                .contains("\"model\":\"ORG/NAME\"", "{\"index\":1,\"label\":\"joy\",\"probs\":[0.125,0.375,0.25]")
                .contains("\"prompt_tokens\":5");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{}|400|BadRequestError|'input' is missing",
                "{\"input\":null}|400|BadRequestError|'input' is null",
                "{\"input\":[]}|400|BadRequestError|'input' is an empty list, expected at least one string",
                "{\"input\":7}|400|BadRequestError|'input' is a number, expected a string or a list of strings",
                "{\"input\":[1,2]}|400|BadRequestError|'input[0]' is a number, expected a string",
                "{\"input\":[\"a\",null]}|400|BadRequestError|'input[1]' is null, expected a string",
                "{\"input\":\"a\",\"model\":[]}|400|BadRequestError|'model' is a list, expected a string",
                "{\"input\":\"a\",\"model\":\"x\"}|404|NotFoundError|no model of this name, expected "
                        + "one of [embedded, ORG/NAME]",
                "[]|400|BadRequestError|the body is a list, expected an object",
                "{|400|BadRequestError|the body is not valid JSON at line 1, column 2",
            })
    void refusesABadBody(String body, int status, String type, String message) {
        assertThat(text(body)).isEqualTo(status + " " + error(message, type, status));
    }

    @ParameterizedTest
    @CsvSource({
        "OVERLOADED, 429, RateLimitError",
        "UNAUTHORIZED, 401, AuthenticationError",
        "TIMED_OUT, 504, InternalServerError"
    })
    void passesOnTheErrorsOfInference(ErrorKind kind, int status, String type) {
        Calls failing = new Calls(ClassifyRoutes.routes(
                Calls.MODELS,
                (model, texts) -> {
                    throw new RequestException(kind, "why");
                },
                CLOCK));

        assertThat(Calls.text(failing.post("/classify", "{\"input\":\"a\"}")))
                .isEqualTo(status + " " + error("why", type, status));
    }

    private static String error(String message, String type, int code) {
        return "{\"error\":{\"message\":\"" + message + "\",\"type\":\"" + type + "\",\"param\":null,\"code\":" + code
                + "}}";
    }

    private String text(String body) {
        return Calls.text(calls.post("/classify", body));
    }
}
