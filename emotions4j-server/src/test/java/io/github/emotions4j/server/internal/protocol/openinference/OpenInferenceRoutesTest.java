package io.github.emotions4j.server.internal.protocol.openinference;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.emotions4j.server.internal.protocol.Calls;
import io.github.emotions4j.server.internal.protocol.ServerInfo;
import io.github.emotions4j.server.internal.routing.Response;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OpenInferenceRoutesTest {

    private static final ServerInfo SERVER = new ServerInfo("1.0", 512, 1024, 1000);
    private static final String INFER = "/v2/models/embedded/infer";
    private static final String LENGTH = "inference-header-content-length";

    private final Calls calls =
            new Calls(OpenInferenceRoutes.routes(Calls.MODELS, Calls.INFERENCE, () -> true, SERVER));

    @Test
    void describesTheServer() {
        assertThat(Calls.text(calls.get("/v2")))
                .isEqualTo("200 {\"name\":\"emotions4j\",\"version\":\"1.0\","
                        + "\"extensions\":[\"binary_tensor_data\",\"classification\"]}");
    }

    @Test
    void tellsHealth() {
        Calls stopping = new Calls(OpenInferenceRoutes.routes(Calls.MODELS, Calls.INFERENCE, () -> false, SERVER));

        assertThat(Calls.text(calls.get("/v2/health/live"))).isEqualTo("200 {\"live\":true}");
        assertThat(Calls.text(calls.get("/v2/health/ready"))).isEqualTo("200 {\"ready\":true}");
        assertThat(Calls.text(calls.get("/v2/models/embedded/ready")))
                .isEqualTo("200 {\"name\":\"embedded\",\"ready\":true}");
        assertThat(Calls.text(stopping.get("/v2/health/live"))).isEqualTo("200 {\"live\":true}");
        assertThat(Calls.text(stopping.get("/v2/health/ready"))).isEqualTo("503 {\"ready\":false}");
        assertThat(stopping.get("/v2/models/ORG/NAME/ready").status()).isEqualTo(503);
    }

    @ParameterizedTest
    @ValueSource(strings = {"embedded", "ORG/NAME"})
    void describesAModel(String name) {
        assertThat(Calls.text(calls.get("/v2/models/" + name)))
                .isEqualTo("200 {\"name\":\"" + name + "\",\"platform\":\"onnx_onnxv1\","
                        + "\"inputs\":[{\"name\":\"text\",\"datatype\":\"BYTES\",\"shape\":[-1]}],"
                        + "\"outputs\":[{\"name\":\"scores\",\"datatype\":\"FP32\",\"shape\":[-1,3]}]}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v2/models/x", "/v2/models/x/ready", "/v2/models/x/y"})
    void unknownModelsAreNotFound(String path) {
        assertThat(Calls.text(calls.get(path)))
                .isEqualTo("404 {\"error\":\"no model of this name, expected one of [embedded, ORG/NAME]\"}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"shape\":[2],\"data\":[\"a\",\"\"]",
                "\"shape\":[2,1],\"data\":[[\"a\"],[\"\"]]",
                "\"shape\":[2,1],\"data\":[\"a\",\"\"]"
            })
    void answersJsonWithATensor(String tensor) {
        assertThat(text("{\"id\":\"7\",\"inputs\":[{\"name\":\"args\",\"datatype\":\"BYTES\"," + tensor + "}]}"))
                .isEqualTo("200 {\"model_name\":\"embedded\",\"id\":\"7\",\"outputs\":[{\"name\":\"scores\","
                        + "\"datatype\":\"FP32\",\"shape\":[2,3],\"data\":[0.25,0.75,0.5,0.125,0.375,0.25]}]}");
    }

    @Test
    void answersNoTextsWithAnEmptyTensor() {
        assertThat(text("{\"inputs\":[{\"name\":\"text\",\"datatype\":\"BYTES\",\"shape\":[0],\"data\":[]}]}"))
                .endsWith("\"shape\":[0,3],\"data\":[]}]}");
    }

    @Test
    void readsAndWritesBinaryData() {
        byte[] json = bytes("{\"inputs\":[{\"name\":\"text\",\"datatype\":\"BYTES\",\"shape\":[2],"
                + "\"parameters\":{\"binary_data_size\":11}}],\"parameters\":{\"binary_data_output\":true}}");
        Response response = binary(json, element("\u00e9!"), element(""));

        String head = "{\"model_name\":\"embedded\",\"outputs\":[{\"name\":\"scores\",\"datatype\":\"FP32\","
                + "\"shape\":[2,3],\"parameters\":{\"binary_data_size\":24}}]}";
        assertThat(response.headers()).containsEntry("Inference-Header-Content-Length", "" + head.length());
        assertThat(response.contentType()).isEqualTo("application/octet-stream");
        assertThat(Calls.body(response)).startsWith(head);
        ByteBuffer data = ByteBuffer.wrap(response.body()).order(ByteOrder.LITTLE_ENDIAN);
        float[] scores = new float[6];
        data.position(head.length())
                .slice()
                .order(ByteOrder.LITTLE_ENDIAN)
                .asFloatBuffer()
                .get(scores);
        assertThat(scores).containsExactly(0.25f, 0.75f, 0.5f, 0.125f, 0.375f, 0.25f);
    }

    @Test
    void classificationGivesTheBestLabels() {
        String request = "{\"inputs\":[{\"name\":\"text\",\"datatype\":\"BYTES\",\"shape\":[1],\"data\":[\"a\"]}],"
                + "\"outputs\":[{\"name\":\"scores\",\"parameters\":{\"classification\":2,\"binary_data\":%s}}]}";

        assertThat(text(request.formatted("false")))
                .endsWith(
                        "\"datatype\":\"BYTES\",\"shape\":[1,2],\"data\":[\"0.750000:1:joy\",\"0.500000:2:love\"]}]}");
        assertThat(text(request.formatted("true")))
                .endsWith("\"shape\":[1,2],\"parameters\":{\"binary_data_size\":37}}]}"
                        + "\u000e\0\0\u00000.750000:1:joy\u000f\0\0\u00000.500000:2:love");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{}|'inputs' is missing",
                "{\"inputs\":null}|'inputs' is null",
                "{\"inputs\":{}}|'inputs' is an object, expected a list of objects",
                "{\"inputs\":[]}|'inputs' has 0 tensors, expected one with the texts",
                "{\"inputs\":[null]}|'inputs[0]' is null, expected an object",
                "{\"inputs\":[{}]}|'inputs[0].datatype' is missing, expected BYTES",
                "{\"inputs\":[{\"datatype\":\"FP32\"}]}|'inputs[0].datatype' has another value, expected BYTES",
                "{\"inputs\":[{\"datatype\":\"BYTES\"}]}|'inputs[0].shape' is missing",
                "{\"inputs\":[{\"datatype\":\"BYTES\",\"shape\":[-1]}]}|'inputs[0].shape' is not the "
                        + "shape of texts, expected [n] or [n, 1]",
                "{\"inputs\":[{\"datatype\":\"BYTES\",\"shape\":[1,2]}]}|'inputs[0].shape' is not "
                        + "the shape of texts, expected [n] or [n, 1]",
                "{\"inputs\":[{\"datatype\":\"BYTES\",\"shape\":[null]}]}|'inputs[0].shape' is not "
                        + "the shape of texts, expected [n] or [n, 1]",
                "{\"inputs\":[{\"datatype\":\"BYTES\",\"shape\":{\"a\":1}}]}"
                        + "|'inputs[0].shape' is not the shape of texts, expected [n] or [n, 1]",
                "{\"inputs\":[{\"datatype\":\"BYTES\",\"shape\":[1,\"x\"]}]}"
                        + "|'inputs[0].shape' is not the shape of texts, expected [n] or [n, 1]",
                "{\"inputs\":[{\"datatype\":\"BYTES\",\"shape\":[1,null]}]}"
                        + "|'inputs[0].shape' is not the shape of texts, expected [n] or [n, 1]",
                "{\"inputs\":[{\"datatype\":\"BYTES\",\"shape\":[1,1.5]}]}"
                        + "|'inputs[0].shape' is not the shape of texts, expected [n] or [n, 1]",
                "{\"inputs\":[{\"datatype\":\"BYTES\",\"shape\":[]}]}"
                        + "|'inputs[0].shape' is not the shape of texts, expected [n] or [n, 1]",
                "{\"inputs\":[{\"datatype\":\"BYTES\",\"shape\":[1]}]}|'inputs[0].data' is missing",
                "{\"inputs\":[{\"datatype\":\"BYTES\",\"shape\":[1],\"data\":\"a\"}]}|'inputs[0].data' "
                        + "is a string, expected a list of strings",
                "{\"inputs\":[{\"datatype\":\"BYTES\",\"shape\":[1],\"data\":[null]}]}|'inputs[0].data[0]' "
                        + "is null, expected a string",
                "{\"inputs\":[{\"datatype\":\"BYTES\",\"shape\":[1],\"data\":[]}]}|the data has 0 "
                        + "elements, expected 1 as 'inputs[0].shape' says",
                "{\"inputs\":[{\"datatype\":\"BYTES\",\"shape\":[1],\"data\":[],\"parameters\":{\"binary_data_size\":0}"
                        + "}]}|'inputs[0].data' and a binary data size are both there, expected one of them",
                "{\"inputs\":[{\"datatype\":\"BYTES\",\"shape\":[1],\"parameters\":{\"binary_data_size\":5}"
                        + "}]}|the binary data has 0 bytes, expected 5 as binary_data_size says",
                "{\"inputs\":[{\"datatype\":\"BYTES\",\"shape\":[1],\"parameters\":{\"binary_data_size\":-5}"
                        + "}]}|'inputs[0].parameters.binary_data_size' is no size, expected a number of bytes",
                "{\"inputs\":[{\"datatype\":\"BYTES\",\"shape\":[0],\"data\":[]}],\"outputs\":[{\"name\":\"x\"}"
                        + "]}|'outputs[0].name' is no output, expected scores",
                "{\"inputs\":[{\"datatype\":\"BYTES\",\"shape\":[0],\"data\":[]}],\"outputs\":[{\"name\":\"scores\"}"
                        + ",{\"name\":\"scores\"}]}|'outputs' has 2 tensors, expected at most one, scores",
                "{\"inputs\":[{\"datatype\":\"BYTES\",\"shape\":[0],\"data\":[]}],\"outputs\":[{\"name\":\"scores\","
                        + "\"parameters\":{\"classification\":-1}}]}|'outputs[0].parameters.classification' "
                        + "is below 1, expected a whole number of at least 1",
                "{\"inputs\":[{\"datatype\":\"BYTES\",\"shape\":[0],\"data\":[]}],\"id\":3}|'id' is "
                        + "a number, expected a string",
                "[]|the body is a list, expected an object",
                "{|the body is not valid JSON at line 1, column 2",
            })
    void refusesABadBody(String body, String message) {
        assertThat(text(body)).isEqualTo("400 {\"error\":\"" + message + "\"}");
    }

    @Test
    void refusesBrokenBinaryData() {
        byte[] json = bytes("{\"inputs\":[{\"name\":\"text\",\"datatype\":\"BYTES\",\"shape\":[1],"
                + "\"parameters\":{\"binary_data_size\":6}}]}");

        assertThat(Calls.text(binary(json, new byte[] {9, 0, 0, 0, 'a', 'b'})))
                .startsWith("400 {\"error\":\"element 0 of the binary data ends outside it");
        assertThat(Calls.text(binary(json, new byte[] {-1, -1, -1, -1, 'a', 'b'})))
                .startsWith("400 {\"error\":\"element 0 of the binary data ends outside it");
        assertThat(Calls.text(binary(json, new byte[] {1, 0, 0, 0, 'a', 'b'})))
                .startsWith("400 {\"error\":\"element 1 of the binary data ends outside it");
        assertThat(Calls.text(binary(json, new byte[] {2, 0, 0, 0, 'a', -23})))
                .isEqualTo("400 {\"error\":\"the body has malformed UTF-8, expected UTF-8\"}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "3", "x", "99999999999", ""})
    void refusesAWrongLengthOfJson(String length) {
        assertThat(Calls.text(calls.call("POST", INFER, bytes("{}"), Map.of(LENGTH, length))))
                .isEqualTo("400 {\"error\":\"the header Inference-Header-Content-Length is not in 1..2,"
                        + " expected the number of bytes of JSON in the body\"}");
    }

    @Test
    void kserveVersionOnePredicts() {
        Calls kserve = new Calls(KServeRoutes.routes(Calls.MODELS, Calls.INFERENCE));

        assertThat(Calls.text(kserve.post("/v1/models/ORG/NAME:predict", "{\"instances\":[\"a\"]}")))
                .startsWith("200 {\"predictions\":[[{\"label\":\"joy\",\"score\":0.75},");
        assertThat(Calls.text(kserve.post("/v1/models/embedded:predict", "{\"instances\":[]}")))
                .isEqualTo("200 {\"predictions\":[]}");
        assertThat(Calls.text(kserve.post("/v1/models/embedded:predict", "{\"instances\":[null]}")))
                .isEqualTo("400 {\"error\":\"'instances[0]' is null, expected a string\"}");
        assertThat(Calls.text(kserve.post("/v1/models/embedded", "{}")))
                .isEqualTo("404 {\"error\":\"no such path, expected /v1/models/MODEL:predict\"}");
        assertThat(kserve.post("/v1/models/x:predict", "{}").status()).isEqualTo(404);
    }

    private Response binary(byte[] json, byte[]... elements) {
        int size = json.length;
        for (byte[] element : elements) {
            size += element.length;
        }
        ByteBuffer body = ByteBuffer.allocate(size).put(json);
        for (byte[] element : elements) {
            body.put(element);
        }
        return calls.call("POST", INFER, body.array(), Map.of(LENGTH, Integer.toString(json.length)));
    }

    private static byte[] element(String text) {
        byte[] utf8 = bytes(text);
        return ByteBuffer.allocate(4 + utf8.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(utf8.length)
                .put(utf8)
                .array();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private String text(String body) {
        return Calls.text(calls.post(INFER, body));
    }
}
