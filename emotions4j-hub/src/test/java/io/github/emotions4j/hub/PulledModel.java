package io.github.emotions4j.hub;

import io.github.emotions4j.fixtures.FakeHub;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/** A fake hub with one model, a cache, and a record of the events of its pulls. */
final class PulledModel implements AutoCloseable {

    static final String ID = "some-org/tiny.model";
    static final byte[] WEIGHTS = bytes(300_000, 1);
    static final byte[] INT8 = bytes(150_000, 2);
    static final byte[] FP32 = bytes(300_000, 3);

    final FakeHub hub = FakeHub.start();
    final Path cache;
    final String commit;
    final List<String> notices = new CopyOnWriteArrayList<>();
    final List<Duration> waits = new CopyOnWriteArrayList<>();
    final List<String> done = new CopyOnWriteArrayList<>();
    final Map<String, Long> counts = new TreeMap<>(Map.of("files", 0L, "planned", 0L, "advanced", 0L));
    private Optional<AccessToken> token = Optional.empty();

    PulledModel(Path folder) throws IOException {
        cache = folder.resolve("cache");
        commit = hub.commit(ID, "main", files());
    }

    /** A model with both kinds of graphs, weights, and files that are never downloaded. */
    static Map<String, byte[]> files() {
        Map<String, byte[]> files = new TreeMap<>();
        files.put("README.md", text("# card"));
        files.put("config.json", text("{\"model_type\": \"bert\"}"));
        files.put("tokenizer.json", text("{}"));
        files.put("tokenizer_config.json", text("{\"do_lower_case\": true}"));
        files.put("thresholds.json", text("{\"thresholds\": {}}"));
        files.put("vocab.txt", text("[PAD]\n"));
        files.put("model.safetensors", WEIGHTS);
        files.put("onnx/model_quantized.onnx", INT8);
        files.put("model.onnx", FP32);
        files.put("model.onnx_data", bytes(1000, 4));
        files.put("pytorch_model.bin", bytes(1000, 5));
        files.put("modeling_custom.py", text("raise SystemExit"));
        files.put("tf_model.h5", bytes(10, 6));
        files.put(".gitattributes", text("*.bin filter=lfs"));
        return files;
    }

    static byte[] file(String name) {
        return Objects.requireNonNull(files().get(name), name);
    }

    /** The names of the files in a folder. */
    static List<String> children(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .sorted()
                    .toList();
        }
    }

    static Map<String, byte[]> filesWithout(String... names) {
        Map<String, byte[]> files = files();
        List.of(names).forEach(files::remove);
        return files;
    }

    static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static byte[] bytes(int count, long seed) {
        byte[] bytes = new byte[count];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    PulledModel token(String secret) {
        token = Optional.of(AccessToken.of(secret));
        return this;
    }

    HubOptions options() {
        return new HubOptions(cache, URI.create(hub.endpoint()), token, false, true, 4, Duration.ofSeconds(20));
    }

    Path pull(FileSelection selection) throws IOException {
        return pull(options(), ID, selection);
    }

    Path pull(HubOptions options, String id, FileSelection selection) throws IOException {
        return HubModels.of(options, waits::add).pull(id, selection, listener());
    }

    PullListener listener() {
        return new PullListener() {
            @Override
            public void noticed(String message) {
                notices.add(message);
            }

            @Override
            public void planned(int files, long bytes) {
                counts.merge("files", (long) files, Long::sum);
                counts.merge("planned", bytes, Long::sum);
            }

            @Override
            public void advanced(long bytes) {
                counts.merge("advanced", bytes, Long::sum);
            }

            @Override
            public void fileDone(String name, long bytes) {
                done.add(name);
            }
        };
    }

    Path folder() {
        return cache.resolve("models--some-org--tiny.model");
    }

    /** The names of the files below a folder of the model in the cache, with slashes. */
    List<String> names(String below) throws IOException {
        Path parent = folder().resolve(below);
        List<String> names = new ArrayList<>();
        try (Stream<Path> files = Files.walk(parent)) {
            files.filter(file -> !Files.isDirectory(file))
                    .forEach(
                            file -> names.add(parent.relativize(file).toString().replace('\\', '/')));
        }
        return names.stream().sorted().toList();
    }

    @Override
    public void close() {
        hub.close();
    }
}
