package io.github.emotions4j.hub;

import static io.github.emotions4j.hub.PulledModel.FP32;
import static io.github.emotions4j.hub.PulledModel.ID;
import static io.github.emotions4j.hub.PulledModel.INT8;
import static io.github.emotions4j.hub.PulledModel.WEIGHTS;
import static io.github.emotions4j.hub.PulledModel.bytes;
import static io.github.emotions4j.hub.PulledModel.filesWithout;
import static io.github.emotions4j.hub.PulledModel.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.emotions4j.fixtures.FakeHub;
import io.github.emotions4j.modelfolder.GraphPrecision;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PullTest {

    private static final List<String> SMALL_FILES =
            List.of("README.md", "config.json", "thresholds.json", "tokenizer.json", "tokenizer_config.json");

    private final Path folder;
    private final PulledModel model;

    PullTest(@TempDir Path folder) throws IOException {
        this.folder = folder;
        this.model = new PulledModel(folder);
    }

    @AfterEach
    void stopHub() {
        model.close();
    }

    @Test
    void writesTheStandardCache() throws IOException {
        Path snapshot = model.pull(FileSelection.classify());

        assertThat(snapshot).isEqualTo(model.folder().resolve("snapshots").resolve(model.commit));
        assertThat(model.folder().resolve("refs/main")).hasContent(model.commit);
        Path config = snapshot.resolve("config.json");
        Path graph = snapshot.resolve("onnx/model_quantized.onnx");
        assertThat(Files.readSymbolicLink(config).toString()).matches("\\.\\./\\.\\./blobs/[0-9a-f]{40}");
        assertThat(Files.readSymbolicLink(graph).toString()).matches("\\.\\./\\.\\./\\.\\./blobs/[0-9a-f]{64}");
        assertThat(graph).hasBinaryContent(INT8);
        assertThat(config).hasContent("{\"model_type\": \"bert\"}");
        assertThat(model.names("blobs")).hasSize(6).allMatch(name -> name.matches("[0-9a-f]{40}|[0-9a-f]{64}"));
        assertThat(PulledModel.children(model.cache.resolve(".locks/models--some-org--tiny.model")))
                .hasSize(6)
                .allMatch(lock -> lock.matches("([0-9a-f]{40}|[0-9a-f]{64})\\.lock"));
        assertThat(model.names(".no_exist/" + model.commit)).contains("added_tokens.json", "model_quantized.onnx");
    }

    @Test
    void fetchesOneGraphToClassifyAndNeverPicklesOrCode() throws IOException {
        model.pull(FileSelection.classify());

        assertThat(model.names("snapshots/" + model.commit)).isEqualTo(with("onnx/model_quantized.onnx"));
        assertThat(model.done).containsExactlyInAnyOrderElementsOf(with("onnx/model_quantized.onnx"));
        assertThat(model.hub.requests())
                .noneMatch(request -> request.path().matches(".*\\.(bin|py|h5)|.*vocab.txt|.*gitattributes"));
    }

    @Test
    void fetchesTheFp32GraphWithItsDataWhenAsked() throws IOException {
        model.pull(FileSelection.classify(GraphPrecision.FP32));

        assertThat(model.names("snapshots/" + model.commit)).isEqualTo(with("model.onnx", "model.onnx_data"));
    }

    @Test
    void fetchesWeightsWithoutGraphsToTrainAndEveryKindForAll() throws IOException {
        model.pull(FileSelection.train());
        assertThat(model.names("snapshots/" + model.commit)).isEqualTo(with("model.safetensors"));

        model.pull(FileSelection.all());
        assertThat(model.names("snapshots/" + model.commit))
                .isEqualTo(with("model.safetensors", "model.onnx", "model.onnx_data", "onnx/model_quantized.onnx"));
    }

    @Test
    void fetchesWeightsWhereThereIsNoGraphAndVocabulariesWhereThereIsNoTokenizer() throws IOException {
        Map<String, byte[]> files = filesWithout(
                "tokenizer.json", "README.md", "thresholds.json", "onnx/model_quantized.onnx", "model.onnx");
        String commit = model.hub.commit(ID, "main", files);

        Path snapshot = model.pull(FileSelection.classify(GraphPrecision.INT8));

        assertThat(model.names("snapshots/" + commit))
                .containsExactly("config.json", "model.safetensors", "tokenizer_config.json", "vocab.txt");
        assertThat(snapshot.resolve("model.safetensors")).hasBinaryContent(WEIGHTS);
    }

    @Test
    void fetchesEveryShardThatTheIndexNames() throws IOException {
        String index = "{\"weight_map\": {\"a\": \"model-00001-of-00002.safetensors\","
                + " \"b\": \"model-00002-of-00002.safetensors\", \"c\": \"model-00001-of-00002.safetensors\"}}";
        Map<String, byte[]> files = filesWithout("model.safetensors");
        files.put("model.safetensors.index.json", text(index));
        files.put("model-00001-of-00002.safetensors", bytes(10, 7));
        files.put("model-00002-of-00002.safetensors", bytes(20, 8));
        files.put("model-00003-of-00003.safetensors", bytes(30, 9));
        String commit = model.hub.commit(ID, "main", files);

        model.pull(FileSelection.train());

        assertThat(model.names("snapshots/" + commit))
                .contains("model-00001-of-00002.safetensors", "model-00002-of-00002.safetensors")
                .doesNotContain("model-00003-of-00003.safetensors");
        Files.delete(model.folder().resolve("snapshots/" + commit + "/model-00002-of-00002.safetensors"));
        assertThatThrownBy(() -> model.pull(model.options().withOffline(true), ID, FileSelection.train()))
                .isInstanceOf(HubException.class)
                .hasMessageContaining("found no model-00002-of-00002.safetensors of " + ID);
    }

    @Test
    void refusesAnIndexWithoutMapAndAFileInASubfolder() {
        Map<String, byte[]> files = filesWithout("model.safetensors");
        files.put("model.safetensors.index.json", text("{\"weight_map\": {}}"));
        model.hub.commit(ID, "empty", files);
        files.put("model.safetensors.index.json", text("{\"weight_map\": {\"a\": \"sub/model-1.safetensors\"}}"));
        files.put("sub/model-1.safetensors", bytes(10, 11));
        model.hub.commit(ID, "sub", files);

        assertThatThrownBy(() -> model.pull(model.options(), ID + "@empty", FileSelection.train()))
                .isInstanceOf(HubException.class)
                .hasMessageContaining("found no index of weights in ")
                .hasMessageContaining("field 'weight_map' is {}");
        assertThatThrownBy(() -> model.pull(model.options(), ID + "@sub", FileSelection.train()))
                .isInstanceOf(HubException.class)
                .hasMessageContaining("found 'sub/model-1.safetensors' in weight_map")
                .hasMessageContaining("expected the name of a .safetensors file beside it");
    }

    @Test
    void refusesAnIndexThatNamesAMissingFileOrOneOutsideTheModel() {
        Map<String, byte[]> files = filesWithout("model.safetensors");
        files.put("model.safetensors.index.json", text("{\"weight_map\": {\"a\": \"model-1.safetensors\"}}"));
        model.hub.commit(ID, "missing", files);
        files.put("model.safetensors.index.json", text("{\"weight_map\": {\"a\": \"../../../evil.safetensors\"}}"));
        files.put("../../../evil.safetensors", bytes(10, 10));
        model.hub.commit(ID, "outside", files);
        files.put("model.safetensors.index.json", text("{\"weight_map\": {\"a\": \"pytorch_model.bin\"}}"));
        model.hub.commit(ID, "pickle", files);

        assertThatThrownBy(() -> model.pull(model.options(), ID + "@missing", FileSelection.train()))
                .isInstanceOf(HubException.class)
                .hasMessageContaining("found no model-1.safetensors in " + ID + "@missing");
        assertThatThrownBy(() -> model.pull(model.options(), ID + "@outside", FileSelection.train()))
                .isInstanceOf(HubException.class)
                .hasMessageContaining("found file name '../../../evil.safetensors'");
        assertThatThrownBy(() -> model.pull(model.options(), ID + "@pickle", FileSelection.train()))
                .isInstanceOf(HubException.class)
                .hasMessageContaining("found 'pytorch_model.bin' in weight_map");
        assertThat(folder.resolve("evil.safetensors")).doesNotExist();
    }

    @Test
    void neverTouchesNamesOfTheListThatCouldLeaveTheCache() throws IOException {
        Map<String, byte[]> files = new TreeMap<>(PulledModel.files());
        for (String name : List.of("../config.json", "/config.json", "a\\..\\config.json", "a\0b", "a//b", "..")) {
            files.put(name, text("evil"));
        }
        model.hub.commit(ID, "main", files);

        model.pull(FileSelection.all());

        assertThat(model.hub.requests())
                .noneMatch(request -> request.path().contains("..")
                        || request.path().contains("\\")
                        || request.path().contains("\0"));
        assertThat(PulledModel.children(folder)).containsExactly("cache");
    }

    @Test
    void refusesAnEtagThatCouldLeaveTheCache() {
        model.hub.once(false, "HEAD", "/config.json", exchange -> {
            Map<String, String> headers = Map.of("X-Repo-Commit", model.commit, "ETag", "\"../../../evil\"");
            exchange.send(200, headers, text("evil"));
            return true;
        });

        assertThatThrownBy(() -> model.pull(FileSelection.describe()))
                .isInstanceOf(HubException.class)
                .hasMessageContaining("found ETag '../../../evil'")
                .hasMessageContaining("config.json");
    }

    @Test
    void fetchesNothingTwice() throws IOException {
        model.pull(FileSelection.classify());
        model.hub.forgetRequests();
        Map<String, byte[]> files = PulledModel.files();
        files.put("README.md", text("# a better card"));
        model.hub.commit(ID, "next", files);

        model.pull(FileSelection.classify());
        assertThat(model.hub.requests())
                .extracting(FakeHub.Request::path)
                .containsExactly("/api/models/" + ID + "/revision/main");

        Path next = model.pull(model.options(), ID + "@next", FileSelection.classify());
        assertThat(next.resolve("README.md")).hasContent("# a better card");
        assertThat(next.resolve("onnx/model_quantized.onnx")).hasBinaryContent(INT8);
        assertThat(model.hub.requests()).noneMatch(FakeHub.Request::cdn);
        assertThat(model.names("blobs")).hasSize(7);
    }

    @Test
    void followsBranchesAndKeepsCommits() throws IOException {
        model.hub.commit(ID, "refs/pr/7", filesWithout("README.md"));

        Path first = model.pull(FileSelection.describe());
        Path request = model.pull(model.options(), ID + "@refs/pr/7", FileSelection.describe());
        String moved = model.hub.commit(ID, "main", filesWithout("thresholds.json"));
        Path second = model.pull(FileSelection.describe());
        Path pinned = model.pull(model.options(), ID + "@" + model.commit, FileSelection.describe());

        assertThat(second.getFileName()).hasToString(moved);
        assertThat(pinned).isEqualTo(first).isNotEqualTo(second);
        assertThat(request.resolve("README.md")).doesNotExist();
        assertThat(model.names("refs")).containsExactly("main", "refs/pr/7");
        assertThat(model.folder().resolve("refs/main")).hasContent(moved);
    }

    @Test
    void asksNobodyAboutACommitWhoseFilesAreHere() throws IOException {
        String pinned = ID + "@" + model.commit;
        Path snapshot = model.pull(model.options(), pinned, FileSelection.classify());
        model.hub.forgetRequests();

        assertThat(model.pull(model.options(), pinned, FileSelection.classify()))
                .isEqualTo(snapshot);
        assertThat(model.hub.requests()).isEmpty();

        model.pull(model.options(), pinned, FileSelection.train());
        assertThat(snapshot.resolve("model.safetensors")).hasBinaryContent(WEIGHTS);
        assertThat(model.hub.requests()).isNotEmpty();
    }

    @Test
    void looksForThresholdsThatAnotherToolLeftOut() throws IOException {
        String pinned = ID + "@" + model.commit;
        Path snapshot = model.pull(model.options(), pinned, FileSelection.classify());
        Files.delete(snapshot.resolve("thresholds.json"));

        model.pull(model.options(), pinned, FileSelection.classify());

        assertThat(snapshot.resolve("thresholds.json")).exists();
    }

    @Test
    void copiesWhereLinksAreNotAllowed() throws IOException {
        HubOptions options = new HubOptions(
                model.cache,
                URI.create(model.hub.endpoint()),
                Optional.empty(),
                false,
                false,
                1,
                Duration.ofSeconds(20));

        Path snapshot = model.pull(options, ID, FileSelection.classify());

        assertThat(Files.isSymbolicLink(snapshot.resolve("config.json"))).isFalse();
        assertThat(snapshot.resolve("onnx/model_quantized.onnx")).hasBinaryContent(INT8);
        assertThat(model.names("snapshots/" + model.commit)).isEqualTo(with("onnx/model_quantized.onnx"));
    }

    @Test
    void mendsALinkWhoseBlobIsGone() throws IOException {
        Path snapshot = model.pull(FileSelection.classify());
        Path graph = snapshot.resolve("onnx/model_quantized.onnx");
        Files.delete(graph.toRealPath());

        model.pull(FileSelection.classify());

        assertThat(graph).hasBinaryContent(INT8);
    }

    @Test
    void tellsHowFarItIs() throws IOException {
        model.pull(FileSelection.classify(GraphPrecision.FP32));

        long bytes = model.names("snapshots/" + model.commit).stream()
                .mapToLong(name -> PulledModel.file(name).length)
                .sum();
        assertThat(model.counts).containsEntry("files", 7L).containsEntry("planned", bytes);
        assertThat(model.counts).containsEntry("advanced", bytes);
        assertThat(model.done).hasSize(7);
        assertThat(model.notices).isEmpty();
    }

    @Test
    void threadsThatPullTheSameModelFetchEachFileOnce() throws Exception {
        int threads = 6;
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            Callable<Path> pull = () -> model.pull(FileSelection.classify(GraphPrecision.FP32));
            List<Path> snapshots = new ArrayList<>();
            for (Future<Path> future : pool.invokeAll(java.util.Collections.nCopies(threads, pull))) {
                snapshots.add(future.get());
            }
            assertThat(snapshots).hasSize(threads).allMatch(snapshots.get(0)::equals);
        } finally {
            pool.shutdownNow();
        }
        assertThat(model.hub.downloads(FP32)).isEqualTo(1);
        assertThat(model.folder().resolve("snapshots/" + model.commit + "/model.onnx"))
                .hasBinaryContent(FP32);
    }

    @Test
    void aCacheThatCannotRememberStillServes() throws IOException {
        Path snapshot = model.pull(FileSelection.classify());
        Path refs = model.folder().resolve("refs");
        Files.delete(refs.resolve("main"));
        Files.delete(refs);
        Files.createFile(refs);

        assertThat(model.pull(FileSelection.classify())).isEqualTo(snapshot);
        assertThat(model.notices).singleElement().asString().startsWith("cannot record the commit of " + ID);
    }

    private static List<String> with(String... more) {
        List<String> names = new ArrayList<>(SMALL_FILES);
        names.addAll(Arrays.asList(more));
        return names.stream().sorted().toList();
    }
}
