package io.github.emotions4j.server.internal.protocol.tei;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.emotions4j.core.LabelSet;
import io.github.emotions4j.server.internal.inference.ModelRegistry;
import io.github.emotions4j.server.internal.protocol.Calls;
import io.github.emotions4j.server.internal.protocol.FakeModel;
import io.github.emotions4j.server.internal.protocol.ServerInfo;
import io.github.emotions4j.server.internal.routing.ErrorKind;
import io.github.emotions4j.server.internal.routing.RequestException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TeiRoutesTest {

    private static final ServerInfo SERVER = new ServerInfo("1.0", 512, 1024, 1000);
    private static final String ONE =
            "[{\"score\":0.75,\"label\":\"joy\"},{\"score\":0.5,\"label\":\"love\"},{\"score\":0.25,"
                    + "\"label\":\"anger\"}]";

    private final Calls calls = new Calls(TeiRoutes.routes(Calls.MODELS, Calls.INFERENCE, () -> true, SERVER));

    @Test
    void answersOneTextWithAFlatListScoreFirst() {
        assertThat(text("{\"inputs\":\"a\"}")).isEqualTo("200 " + ONE);
        assertThat(text("{\"inputs\":[\"a\"],\"truncate\":true,\"truncation_direction\":\"left\"}"))
                .isEqualTo("200 " + ONE);
    }

    @Test
    void answersABatchWithAListOfLists() {
        assertThat(text("{\"inputs\":[[\"a\"],[\"b\"]]}")).isEqualTo("200 [" + ONE + "," + ONE + "]");
        assertThat(text("{\"inputs\":[[\"a\"]]}")).isEqualTo("200 [" + ONE + "]");
    }

    @Test
    void invocationsIsPredict() {
        assertThat(Calls.text(calls.post("/invocations", "{\"inputs\":\"a\"}"))).isEqualTo("200 " + ONE);
    }

    @Test
    void rawScoresAreLogits() {
        assertThat(text("{\"inputs\":\"a\",\"raw_scores\":true}"))
                .startsWith("200 [{\"score\":1.0986")
                .contains("{\"score\":0.0,\"label\":\"love\"},{\"score\":-1.0986");
    }

    @Test
    void equalScoresComeByDescendingId() {
        FakeModel model = new FakeModel("embedded", LabelSet.of("a", "b", "c", "d"));
        Calls four =
                new Calls(TeiRoutes.routes(new ModelRegistry(List.of(model)), Calls.INFERENCE, () -> true, SERVER));

        assertThat(Calls.body(four.post("/predict", "{\"inputs\":\"x\"}")))
                .endsWith("{\"score\":0.25,\"label\":\"d\"},{\"score\":0.25,\"label\":\"a\"}]");
    }

    @Test
    void headersTellTimesAndCounts() {
        assertThat(calls.post("/predict", "{\"inputs\":\"\ud83d\ude00!\"}").headers())
                .containsEntry("x-compute-type", "cpu")
                .containsEntry("x-compute-characters", "2")
                .containsEntry("x-compute-tokens", "5")
                .containsEntry("x-tokenization-time", "0")
                .containsEntry("x-queue-time", "2")
                .containsEntry("x-inference-time", "3")
                .containsKeys("x-compute-time", "x-total-time");
    }

    @Test
    void infoDescribesTheFirstModel() {
        assertThat(Calls.text(calls.get("/info")))
                .isEqualTo("200 {\"model_id\":\"embedded\",\"model_sha\":\"abc123\",\"model_dtype\":\"int8\","
                        + "\"served_model_name\":\"embedded\",\"model_type\":{\"classifier\":{"
                        + "\"id2label\":{\"0\":\"anger\",\"1\":\"joy\",\"2\":\"love\"},"
                        + "\"label2id\":{\"anger\":0,\"joy\":1,\"love\":2}}},\"max_concurrent_requests\":512,"
                        + "\"max_input_length\":512,\"max_batch_tokens\":1024,\"max_batch_requests\":null,"
                        + "\"max_client_batch_size\":1000,\"auto_truncate\":false,\"tokenization_workers\":1,"
                        + "\"version\":\"1.0\",\"sha\":null,\"docker_label\":null}");
    }

    @Test
    void healthTellsWhetherTheServerIsReady() {
        Calls stopping = new Calls(TeiRoutes.routes(Calls.MODELS, Calls.INFERENCE, () -> false, SERVER));

        assertThat(Calls.text(calls.get("/health"))).isEqualTo("200 ");
        assertThat(Calls.text(calls.get("/ping"))).isEqualTo("200 ");
        assertThat(Calls.text(stopping.get("/health")))
                .isEqualTo("503 {\"error\":\"the server is starting or stopping\",\"error_type\":\"Unhealthy\"}");
    }

    @ParameterizedTest
    @CsvSource({
        "OVERLOADED, 429, Overloaded",
        "INFERENCE_FAILED, 424, Backend",
        "TIMED_OUT, 504, Backend",
        "TOO_LARGE, 413, Validation"
    })
    void errorsOfInferenceHaveTheTypesOfTei(ErrorKind kind, int status, String type) {
        Calls failing = new Calls(TeiRoutes.routes(
                Calls.MODELS,
                (model, texts) -> {
                    throw new RequestException(kind, "why");
                },
                () -> true,
                SERVER));

        assertThat(Calls.text(failing.post("/predict", "{\"inputs\":\"a\"}")))
                .isEqualTo(status + " {\"error\":\"why\",\"error_type\":\"" + type + "\"}");
    }

    @Test
    void aPairIsRefusedWithTheFormOfABatch() {
        assertThat(text("{\"inputs\":[\"a\",\"b\"]}"))
                .startsWith("422 {\"error\":\"'inputs' is a list of several strings")
                .contains("[[\\\"a\\\"],[\\\"b\\\"]]", "\"error_type\":\"Validation\"");
        assertThat(text("{\"inputs\":[[\"a\"],[\"b\",\"c\"]]}")).startsWith("422 {\"error\":\"'inputs[1]' is a list");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"inputs\":\"\"}|400|Empty|Input validation error: `inputs` cannot be empty",
                "{\"inputs\":[]}|400|Empty|Input validation error: `inputs` cannot be empty",
                "{\"inputs\":[[\"a\"],[\"\"]]}|400|Empty|Input validation error: `inputs` cannot be empty",
                "{}|422|Validation|'inputs' is missing",
                "{\"inputs\":null}|422|Validation|'inputs' is null",
                "{\"inputs\":1}|422|Validation|'inputs' is a number, expected a string, or a list "
                        + "of lists of one string",
                "{\"inputs\":[null]}|422|Validation|'inputs[0]' is null, expected a string",
                "{\"inputs\":[[\"a\"],null]}|422|Validation|'inputs[1]' is null, expected a list of one string",
                "{\"inputs\":[[null]]}|422|Validation|'inputs[0][0]' is null, expected a string",
                "{\"inputs\":[[]]}|422|Validation|'inputs[0]' is an empty list, expected a list of one string",
                "{\"inputs\":\"a\",\"raw_scores\":\"yes\"}|422|Validation|'raw_scores' is a string,"
                        + " expected true or false",
                "{\"inputs\":\"a\",\"truncate\":1}|422|Validation|'truncate' is a number, expected true or false",
                "{\"inputs\":\"a\",\"truncation_direction\":\"up\"}|422|Validation|'truncation_direction' "
                        + "has an unknown value, expected Left or Right",
                "[]|422|Validation|the body is a list, expected an object",
                "{|400|Validation|the body is not valid JSON at line 1, column 2",
            })
    void refusesABadBody(String body, int status, String type, String message) {
        assertThat(text(body)).isEqualTo(status + " {\"error\":\"" + message + "\",\"error_type\":\"" + type + "\"}");
    }

    private String text(String body) {
        return Calls.text(calls.post("/predict", body));
    }
}
