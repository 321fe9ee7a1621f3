package io.github.emotions4j.hub;

import static io.github.emotions4j.hub.PulledModel.ID;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OfflineTest {

    private final PulledModel model;
    private final HubOptions offline;

    OfflineTest(@TempDir Path folder) throws IOException {
        this.model = new PulledModel(folder);
        this.offline = model.options().withOffline(true);
    }

    @AfterEach
    void stopHub() {
        model.close();
    }

    @Test
    void readsTheCacheAndAsksNobody() throws IOException {
        Path snapshot = model.pull(FileSelection.classify());
        model.hub.forgetRequests();

        assertThat(model.pull(offline, ID, FileSelection.classify())).isEqualTo(snapshot);
        assertThat(model.pull(offline, ID + "@" + model.commit, FileSelection.classify()))
                .isEqualTo(snapshot);
        assertThat(model.hub.requests()).isEmpty();
    }

    @Test
    void readsWhatAnotherToolLeftOfTheModel() throws IOException {
        Path snapshot = model.folder().resolve("snapshots").resolve(model.commit);
        Files.createDirectories(snapshot);
        Files.createDirectories(model.folder().resolve("refs"));
        Files.writeString(model.folder().resolve("refs/main"), model.commit);
        Files.writeString(snapshot.resolve("config.json"), "{}");
        Files.writeString(snapshot.resolve("model.safetensors"), "weights");

        assertThat(model.pull(offline, ID, FileSelection.classify())).isEqualTo(snapshot);
    }

    @Test
    void namesWhatIsMissing() throws IOException {
        refused(ID, FileSelection.classify())
                .hasMessageContaining("found nothing of the model in " + model.cache)
                .hasMessageContaining(
                        "HF_HUB_OFFLINE is set; unset it and run 'emotions pull " + ID + "' to download it");

        Path snapshot = model.pull(FileSelection.classify());
        refused(ID + "@v2", FileSelection.classify()).hasMessageContaining("found another revision of the model");
        refused(ID, FileSelection.train())
                .hasMessageContaining("found no model.safetensors or model.safetensors.index.json of " + ID);
        Files.delete(snapshot.resolve("config.json"));
        refused(ID, FileSelection.classify()).hasMessageContaining("found no config.json of " + ID);
    }

    private AbstractThrowableAssert<?, ? extends Throwable> refused(String id, FileSelection selection) {
        return assertThatThrownBy(() -> model.pull(offline, id, selection)).isInstanceOf(HubException.class);
    }
}
