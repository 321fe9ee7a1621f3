package io.github.emotions4j.hub;

import static io.github.emotions4j.hub.PulledModel.ID;
import static io.github.emotions4j.hub.PulledModel.INT8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.emotions4j.fixtures.FakeHub;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokenTest {

    private static final String SECRET = "hf_verySecretToken";

    private final PulledModel model;

    TokenTest(@TempDir Path folder) throws IOException {
        this.model = new PulledModel(folder);
    }

    @AfterEach
    void stopHub() {
        model.close();
    }

    @Test
    void goesToTheHubAndNotToTheCdn() throws IOException {
        model.hub.makePrivate(ID, SECRET);

        Path snapshot = model.token(SECRET).pull(FileSelection.all());

        assertThat(snapshot.resolve("onnx/model_quantized.onnx")).hasBinaryContent(INT8);
        assertThat(model.hub.requests()).filteredOn(FakeHub.Request::cdn).isNotEmpty();
        assertThat(model.hub.requests())
                .allMatch(request -> request.authorization().isEmpty() == request.cdn());
    }

    @Test
    void doesNotComeBackWithARedirectThatLeftTheHub() throws IOException {
        String config = "/" + ID + "/resolve/" + model.commit + "/config.json";
        model.hub.once(false, "GET", "/config.json", exchange -> {
            exchange.send(302, Map.of("Location", model.hub.cdnEndpoint() + "/away"), new byte[0]);
            return true;
        });
        model.hub.once(true, "GET", "/away", exchange -> {
            exchange.send(302, Map.of("Location", model.hub.endpoint() + config), new byte[0]);
            return true;
        });

        model.token(SECRET).pull(FileSelection.describe());

        assertThat(model.hub.requests())
                .filteredOn(request ->
                        request.method().equals("GET") && request.path().equals(config))
                .extracting(FakeHub.Request::authorization)
                .containsExactly("Bearer " + SECRET, "");
    }

    @Test
    void followsARenamedModelWithTheToken() throws IOException {
        model.hub.makePrivate(ID, SECRET);
        model.hub.rename("old-org/old-name", ID);

        Path snapshot = model.token(SECRET).pull(model.options(), "old-org/old-name", FileSelection.classify());

        assertThat(snapshot.resolve("onnx/model_quantized.onnx")).hasBinaryContent(INT8);
        assertThat(snapshot.toString()).contains("models--old-org--old-name");
    }

    @Test
    void isInNoErrorAndNoText() throws IOException {
        model.token(SECRET).hub.once(false, "GET", "/revision/main", exchange -> {
            exchange.send(403, Map.of("X-Error-Message", "I got Bearer " + SECRET), new byte[0]);
            return true;
        });

        assertThatThrownBy(() -> model.pull(FileSelection.describe())).satisfies(refused -> {
            StringWriter trace = new StringWriter();
            refused.printStackTrace(new PrintWriter(trace));
            assertThat(trace.toString()).contains("I got Bearer [token]").doesNotContain(SECRET);
        });
        assertThat(model.options().toString()).contains("AccessToken[hidden]").doesNotContain(SECRET);
        assertThatThrownBy(() -> AccessToken.of(SECRET + "\r\nX-Evil: 1"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining(SECRET);
    }

    @Test
    void theSecretOfASignedAddressIsInNoErrorEither() {
        for (int attempt = 0; attempt < RetryPolicy.MAX_ATTEMPTS; attempt++) {
            model.hub.once(true, "GET", FakeHub.cdnPath(INT8), exchange -> {
                exchange.send(503, Map.of(), new byte[0]);
                return true;
            });
        }

        assertThatThrownBy(() -> model.pull(FileSelection.classify()))
                .hasMessageContaining("HTTP status 503 from " + model.hub.cdnEndpoint())
                .hasMessageNotContaining("Signature");
        assertThat(model.notices).noneMatch(notice -> notice.contains("Signature"));
    }
}
