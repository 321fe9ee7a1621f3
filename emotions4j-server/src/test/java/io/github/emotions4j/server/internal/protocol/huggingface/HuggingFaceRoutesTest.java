package io.github.emotions4j.server.internal.protocol.huggingface;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.emotions4j.server.internal.protocol.Calls;
import io.github.emotions4j.server.internal.routing.ErrorKind;
import io.github.emotions4j.server.internal.routing.RequestException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HuggingFaceRoutesTest {

    private static final String ONE =
            "[{\"label\":\"joy\",\"score\":0.75},{\"label\":\"love\",\"score\":0.5},{\"label\":\"anger\","
                    + "\"score\":0.25}]";

    private final Calls calls = new Calls(HuggingFaceRoutes.routes(Calls.MODELS, Calls.INFERENCE));

    @Test
    void answersOneTextWithANestedList() {
        assertThat(text("{\"inputs\":\"a day\"}")).isEqualTo("200 [" + ONE + "]");
    }

    @Test
    void answersAListWithOneListForEachText() {
        assertThat(text("{\"inputs\":[\"a\",\"b\"]}")).isEqualTo("200 [" + ONE + "," + ONE + "]");
    }

    @Test
    void answersAnEmptyListWithAnEmptyList() {
        assertThat(text("{\"inputs\":[]}")).isEqualTo("200 []");
    }

    @Test
    void scoresTheEmptyString() {
        assertThat(text("{\"inputs\":\"\",\"parameters\":{\"top_k\":1}}"))
                .isEqualTo("200 [[{\"label\":\"joy\",\"score\":0.375}]]");
    }

    @Test
    void ignoresNullAndUnknownFields() {
        assertThat(text("{\"inputs\":\"a\",\"parameters\":null,\"options\":{\"wait\":true}}"))
                .isEqualTo("200 [" + ONE + "]");
        assertThat(text("{\"inputs\":\"a\",\"parameters\":{\"truncation\":true,\"top_k\":null,\"x\":[]}}"))
                .isEqualTo("200 [" + ONE + "]");
    }

    @Test
    void topKLimitsTheLabels() {
        assertThat(text("{\"inputs\":\"a\",\"parameters\":{\"top_k\":1}}"))
                .isEqualTo("200 [[{\"label\":\"joy\",\"score\":0.75}]]");
        assertThat(text("{\"inputs\":\"a\",\"parameters\":{\"top_k\":99999999999999999999}}"))
                .isEqualTo("200 [" + ONE + "]");
    }

    @Test
    void softmaxSumsToOneAndNoneGivesLogits() {
        // logits: ln(1/3), ln(3), 0; softmax: their exponentials by 1/3 + 3 + 1
        assertThat(text("{\"inputs\":\"a\",\"parameters\":{\"function_to_apply\":\"softmax\",\"top_k\":1}}"))
                .startsWith("200 [[{\"label\":\"joy\",\"score\":0.692307692");
        assertThat(text("{\"inputs\":\"a\",\"parameters\":{\"function_to_apply\":\"none\"}}"))
                .contains("\"joy\",\"score\":1.0986", "\"love\",\"score\":0.0}", "\"anger\",\"score\":-1.0986");
    }

    @Test
    void answersByTheNameOfTheModel() {
        assertThat(calls.post("/models/ORG/NAME", "{\"inputs\":\"a\"}").status())
                .isEqualTo(200);
        assertThat(Calls.text(calls.post("/models/other", "{\"inputs\":\"a\"}")))
                .isEqualTo("404 {\"error\":\"no model of this name, expected one of [embedded, ORG/NAME]\"}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{}|422|'inputs' is missing",
                "{\"inputs\":null}|422|'inputs' is null",
                "{\"inputs\":3}|422|'inputs' is a number, expected a string or a list of strings",
                "{\"inputs\":{\"text\":\"a\"}}|422|'inputs' is an object, expected a string or a list of strings",
                "{\"inputs\":[\"a\",null]}|422|'inputs[1]' is null, expected a string",
                "{\"inputs\":[[\"a\"]]}|422|'inputs[0]' is a list, expected a string",
                "[\"a\"]|422|the body is a list, expected an object",
                "\"a\"|422|the body is a string, expected an object",
                "{\"inputs\":\"a\",\"parameters\":[]}|422|'parameters' is a list, expected an object",
                "{\"inputs\":\"a\",\"parameters\":{\"top_k\":-1}}|422|'parameters.top_k' is below "
                        + "1, expected a whole number of at least 1",
                "{\"inputs\":\"a\",\"parameters\":{\"top_k\":0}}|422|'parameters.top_k' is below 1,"
                        + " expected a whole number of at least 1",
                "{\"inputs\":\"a\",\"parameters\":{\"top_k\":1.5}}|422|'parameters.top_k' is a number,"
                        + " expected a whole number of at least 1",
                "{\"inputs\":\"a\",\"parameters\":{\"top_k\":\"1\"}}|422|'parameters.top_k' is a string,"
                        + " expected a whole number of at least 1",
                "{\"inputs\":\"a\",\"parameters\":{\"function_to_apply\":\"relu\"}}|422|'parameters.function_to_apply' "
                        + "has an unknown value, expected sigmoid, softmax or none",
                "{\"inputs\":\"a\",\"parameters\":{\"function_to_apply\":1}}|422|'parameters.function_to_apply' "
                        + "is a number, expected a string",
                "{\"inputs\":secret}|400|the body is not valid JSON at line 1, column 11",
                "{\"inputs\":\"a\"} {}|400|the body is not valid JSON at line 1, column 16",
                "{\"inputs\":NaN}|400|the body is not valid JSON at line 1, column 14",
                "``|400|the body is empty, expected JSON",
                "{\"inputs\":\"\\ud800\"}|400|'inputs' has an unpaired surrogate, expected well-formed Unicode",
            })
    void refusesABadBody(String body, int status, String message) {
        assertThat(text(body)).isEqualTo(status + " {\"error\":\"" + message + "\"}");
    }

    @Test
    void refusesDeepNesting() {
        assertThat(text("[".repeat(200_000))).startsWith("400 {\"error\":\"the body is not valid JSON");
    }

    @Test
    void refusesMalformedUtf8() {
        byte[] body = "{\"inputs\":\"\u00e9\"}".getBytes(StandardCharsets.ISO_8859_1);

        assertThat(Calls.text(calls.call("POST", "/", body, Map.of())))
                .isEqualTo("400 {\"error\":\"the body has malformed UTF-8, expected UTF-8\"}");
    }

    @Test
    void passesOnTheErrorsOfInference() {
        Calls full = new Calls(HuggingFaceRoutes.routes(Calls.MODELS, (model, texts) -> {
            throw new RequestException(ErrorKind.OVERLOADED, "the queue is full");
        }));

        assertThat(Calls.text(full.post("/", "{\"inputs\":\"a\"}"))).isEqualTo("429 {\"error\":\"the queue is full\"}");
    }

    private String text(String body) {
        return Calls.text(calls.post("/", body));
    }
}
