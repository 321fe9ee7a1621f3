package io.github.emotions4j.hub;

import static io.github.emotions4j.hub.PulledModel.ID;
import static io.github.emotions4j.hub.PulledModel.bytes;
import static io.github.emotions4j.hub.PulledModel.filesWithout;
import static io.github.emotions4j.hub.PulledModel.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HubErrorResponseTest {

    private final PulledModel model;

    HubErrorResponseTest(@TempDir Path folder) throws IOException {
        this.model = new PulledModel(folder);
    }

    @AfterEach
    void stopHub() {
        model.close();
    }

    @Test
    void anUnknownModelSaysToCheckItsNameOrSetAToken() {
        refused("no-org/no-model", FileSelection.classify())
                .hasMessageStartingWith("cannot get no-org/no-model: no model at " + model.hub.endpoint())
                .hasMessageContaining("check its name, or set HF_TOKEN");
        assertThat(model.waits).isEmpty();
        assertThat(model.cache).doesNotExist();
    }

    @Test
    void aWrongTokenIsToldFromNone() {
        model.hub.makePrivate(ID, "right");

        refused(ID, FileSelection.classify()).hasMessageContaining("or set HF_TOKEN to see private models");
        model.token("wrong");
        refused(ID, FileSelection.classify()).hasMessageContaining("whether the access token may read it");
    }

    @Test
    void aGatedModelSaysToAcceptItsTerms() {
        model.hub.gate(ID, "right");

        refused(ID, FileSelection.classify())
                .hasMessageContaining("the model is gated")
                .hasMessageContaining("accept the terms on the model's page, then set HF_TOKEN");
        model.token("wrong");
        refused(ID, FileSelection.classify()).hasMessageContaining("check that HF_TOKEN belongs to that user");
    }

    @Test
    void anUnknownRevisionIsNamed() {
        refused(ID + "@v9", FileSelection.classify())
                .hasMessageStartingWith("cannot get " + ID + "@v9: the model has no such revision")
                .hasMessageContaining("expected a branch, a tag, refs/pr/N or a commit");
    }

    @Test
    void aFileThatVanishedIsNamed() {
        model.hub.once(false, "HEAD", "/README.md", exchange -> {
            exchange.send(404, Map.of("X-Error-Code", "EntryNotFound"), new byte[0]);
            return true;
        });

        refused(ID, FileSelection.describe())
                .hasMessageContaining("the model has no such file at ")
                .hasMessageContaining("/README.md");
    }

    @ParameterizedTest
    @CsvSource({
        "401, Invalid credentials in Authorization header, the hub refuses the access token",
        "403, Access to this resource is disabled., the hub has disabled access to the model",
        "403, forbidden fruit, found HTTP status 403",
        "400, bad request, found HTTP status 400",
        "404, , found HTTP status 404"
    })
    void otherRefusalsSayWhatTheHubSaid(int status, String said, String expected) {
        Map<String, String> headers = said == null ? Map.of() : Map.of("X-Error-Message", said);
        model.hub.once(false, "GET", "/revision/main", exchange -> {
            exchange.send(status, headers, new byte[0]);
            return true;
        });

        refused(ID, FileSelection.describe()).hasMessageContaining(expected);
    }

    @Test
    void picklesAloneAreRefusedWithTheReasonAndTheWayOut() {
        model.hub.commit(ID, "main", filesWithout("model.safetensors", "model.onnx", "onnx/model_quantized.onnx"));

        refused(ID, FileSelection.classify())
                .hasMessageContaining(
                        "only in pytorch_model.bin, which is a pickle: loading a pickle runs the code inside")
                .hasMessageContaining(ID + "@refs/pr/1")
                .hasMessageContaining("save_pretrained");
        assertThat(model.hub.requests()).hasSize(1);
    }

    @Test
    void aModelWithoutWhatIsNeededSaysWhatItHas() {
        model.hub.commit(ID, "graphs", filesWithout("model.safetensors", "pytorch_model.bin"));
        model.hub.commit(ID, "flax", Map.of("config.json", text("{}"), "flax_model.msgpack", bytes(5, 1)));
        model.hub.commit(ID, "empty", Map.of("README.md", text("soon")));

        refused(ID + "@graphs", FileSelection.train())
                .hasMessageContaining("found nothing to train with in " + ID + "@graphs")
                .hasMessageContaining(
                        "expected one of model.safetensors, model.safetensors.index.json; it has model.onnx");
        refused(ID + "@flax", FileSelection.classify()).hasMessageContaining("it has flax_model.msgpack");
        refused(ID + "@empty", FileSelection.classify())
                .hasMessageContaining("found no config.json in " + ID + "@empty")
                .hasMessageContaining("it has README.md");
    }

    @Test
    void anAnswerThatIsNoListOfFilesIsRefused() {
        for (String answer : new String[] {"<html>", "{}", "{\"sha\": \"../../x\", \"siblings\": []}"}) {
            model.hub.once(false, "GET", "/revision/main", exchange -> {
                exchange.send(200, Map.of(), text(answer));
                return true;
            });
            refused(ID, FileSelection.describe()).hasMessageContaining("expected the hub's description of a model");
        }
    }

    @Test
    void headersThatAMirrorForgotAreNamed() {
        headers(Map.of("ETag", "\"abc\""));
        refused(ID, FileSelection.describe()).hasMessageContaining("found X-Repo-Commit ''");
        headers(Map.of("X-Repo-Commit", model.commit));
        refused(ID, FileSelection.describe()).hasMessageContaining("found ETag ''");
        headers(Map.of("X-Repo-Commit", "0".repeat(40), "ETag", "\"abc\""));
        refused(ID, FileSelection.describe())
                .hasMessageContaining("found commit " + "0".repeat(40))
                .hasMessageContaining("expected " + model.commit);
    }

    @Test
    void redirectsThatNeverEndOrLeadNowhereAreRefused() {
        for (int hop = 0; hop <= 10; hop++) {
            redirect("/api/models/" + ID + "/revision/main");
        }
        refused(ID, FileSelection.describe()).hasMessageContaining("found more than 10 redirects");
        redirect("file:///etc/passwd");
        refused(ID, FileSelection.describe()).hasMessageContaining("expected one to an address with http or https");
        redirect("");
        refused(ID, FileSelection.describe()).hasMessageContaining("expected one to an address");
    }

    private void redirect(String location) {
        model.hub.once(false, "GET", "/revision/main", exchange -> {
            exchange.send(307, Map.of("Location", location), new byte[0]);
            return true;
        });
    }

    private void headers(Map<String, String> headers) {
        model.hub.once(false, "HEAD", "/config.json", exchange -> {
            exchange.send(200, headers, text("x"));
            return true;
        });
    }

    private AbstractThrowableAssert<?, ? extends Throwable> refused(String id, FileSelection selection) {
        return assertThatThrownBy(() -> model.pull(model.options(), id, selection))
                .isInstanceOf(HubException.class);
    }
}
