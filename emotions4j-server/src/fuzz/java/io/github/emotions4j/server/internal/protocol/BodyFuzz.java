package io.github.emotions4j.server.internal.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.emotions4j.server.internal.routing.Response;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Sends random bodies to every route that reads one: {@code JAZZER_FUZZ=1 mvn -Pfuzz -pl emotions4j-server -am test
 * -Dtest=BodyFuzz -Dsurefire.failIfNoSpecifiedTests=false}.
 */
class BodyFuzz {

    private static final List<Integer> STATUSES = List.of(200, 400, 404, 422);
    private static final List<String> PATHS = List.of(
            "/",
            "/models/embedded",
            "/v1/emotions",
            "/predict",
            "/classify",
            "/v1/models/embedded:predict",
            "/v2/models/embedded/infer");
    private static final JsonMapper JSON = new JsonMapper();

    private final Calls calls = new Calls(ProtocolRoutes.routes(
            Calls.MODELS, Calls.INFERENCE, () -> true, new ServerInfo("1.0", 512, 1024, 1000)));

    /** The first byte chooses the path, the second is the number of bytes of JSON before binary data. */
    @MethodSource("validBodies")
    @FuzzTest(maxDuration = "10m")
    void everyBodyGetsAnAnswerInJson(byte[] input) throws IOException {
        if (input.length < 2) {
            return;
        }
        String path = PATHS.get((input[0] & 0xff) % PATHS.size());
        byte[] body = Arrays.copyOfRange(input, 2, input.length);
        Map<String, String> headers =
                input[1] == 0 ? Map.of() : Map.of("inference-header-content-length", "" + (input[1] & 0xff));

        Response response = calls.call("POST", path, body, headers);

        assertThat(response.status()).isIn(STATUSES);
        if (response.contentType().equals(Response.JSON)) {
            assertThat(JSON.readTree(response.body())).isNotNull();
        }
    }

    /** Where the search starts. */
    static Stream<byte[]> validBodies() {
        return Stream.of(
                input(0, 0, "{\"inputs\":[\"a\"],\"parameters\":{\"top_k\":1,\"function_to_apply\":\"none\"}}"),
                input(1, 0, "{\"inputs\":\"a\",\"parameters\":{\"function_to_apply\":\"softmax\"}}"),
                input(2, 0, "{\"texts\":[\"a\"],\"threshold\":0.5,\"top_k\":2,\"scores\":true,\"model\":\"embedded\"}"),
                input(2, 0, "{\"text\":\"a\",\"group\":\"ekman\"}"),
                input(3, 0, "{\"inputs\":[[\"a\"],[\"b\"]],\"raw_scores\":true,\"truncation_direction\":\"Left\"}"),
                input(4, 0, "{\"input\":[\"\\ud83d\\ude00\"],\"model\":\"embedded\"}"),
                input(5, 0, "{\"instances\":[\"a\"]}"),
                input(6, 0, "{\"id\":\"1\",\"inputs\":[{\"datatype\":\"BYTES\",\"shape\":[1,1],\"data\":[[\"a\"]]}],"
                        + "\"outputs\":[{\"name\":\"scores\",\"parameters\":"
                        + "{\"classification\":2,\"binary_data\":true}}]}"),
                input(6, 93, "{\"inputs\":[{\"datatype\":\"BYTES\",\"shape\":[2],"
                        + "\"parameters\":{\"binary_data_size\":9}}],"
                        + "\"x\":0      }\1\0\0\0a\0\0\0\0"));
    }

    private static byte[] input(int path, int jsonLength, String body) {
        byte[] bytes = ("??" + body).getBytes(StandardCharsets.UTF_8);
        bytes[0] = (byte) path;
        bytes[1] = (byte) jsonLength;
        return bytes;
    }
}
