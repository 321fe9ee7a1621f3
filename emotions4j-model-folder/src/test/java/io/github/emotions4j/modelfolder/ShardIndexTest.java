package io.github.emotions4j.modelfolder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.emotions4j.core.InferenceException;
import io.github.emotions4j.core.ModelFormatException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShardIndexTest {

    @TempDir
    Path folder;

    private Path index(String shard) throws IOException {
        return Files.writeString(
                folder.resolve("model.safetensors.index.json"),
                "{\"metadata\": {\"total_size\": 8}, \"weight_map\": {\"b\": \"model-2.safetensors\", \"a\": \"" + shard
                        + "\", \"c\": \"model-2.safetensors\"}}");
    }

    @Test
    void listsEachFileOnceInTheOrderOfTheIndex() throws IOException {
        ShardIndex index = ShardIndex.read(index("model-1.safetensors"));

        assertThat(index.shards()).containsExactly("model-2.safetensors", "model-1.safetensors");
        assertThat(index.fileNames()).containsEntry("a", "model-1.safetensors");
        assertThat(index.fileNames().keySet()).containsExactly("b", "a", "c");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../model.safetensors",
                "/etc/model.safetensors",
                "sub/model.safetensors",
                "sub\\\\model.safetensors",
                "C:a.safetensors",
                ".safetensors",
                "pytorch_model.bin",
                ""
            })
    void refusesANameThatIsNotOfASafetensorsFileBesideIt(String name) throws IOException {
        Path index = index(name);

        assertThatThrownBy(() -> ShardIndex.read(index))
                .isInstanceOf(ModelFormatException.class)
                .hasMessageContaining("for tensor 'a', expected the name of a .safetensors file beside it in " + index);
        assertThatThrownBy(() -> ShardIndex.read(
                        index, (tensor, found) -> new InferenceException(tensor + " in " + found.length())))
                .isInstanceOf(InferenceException.class)
                .hasMessageStartingWith("a in ");
    }

    @Test
    void refusesAnIndexWithoutMap() throws IOException {
        Path index = Files.writeString(folder.resolve("index.json"), "{\"weight_map\": []}");

        assertThatThrownBy(() -> ShardIndex.read(index))
                .isInstanceOf(ModelFormatException.class)
                .hasMessageContaining("field 'weight_map' is [], expected an object");
    }
}
