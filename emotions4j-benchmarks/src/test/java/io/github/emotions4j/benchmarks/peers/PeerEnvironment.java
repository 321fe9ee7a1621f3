package io.github.emotions4j.benchmarks.peers;

import io.github.emotions4j.benchmarks.JavaCommand;
import io.github.emotions4j.core.internal.AtomicFile;
import io.github.emotions4j.fixtures.GoEmotionsFolder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;

/**
 * The folder that git ignores, where peers are set up and models are made; what is there already is used again. Delete
 * it to start anew.
 */
final class PeerEnvironment {

    private static final DirectoryStream.Filter<Path> WITHOUT_GRAPHS =
            file -> Files.isRegularFile(file) && !file.toString().endsWith(".onnx");

    private static final String NOT_SET_UP = "cannot be set up: ";

    private final Path root;
    private final Path scripts;
    private final Path work;
    private final Optional<Path> givenPython;
    private final Progress progress;

    /**
     * Names the folders.
     *
     * @param root of the project's working tree
     * @param work what git ignores; made when absent
     * @param givenPython a Python that has what {@code peers/python/requirements.txt} lists, or empty to make one
     * @param progress hears of each step
     */
    PeerEnvironment(Path root, Path work, Optional<Path> givenPython, Progress progress) {
        this.root = root;
        this.scripts = root.resolve("emotions4j-benchmarks/peers");
        this.work = work;
        this.givenPython = givenPython;
        this.progress = progress;
    }

    Path root() {
        return root;
    }

    Path cache() {
        return work.resolve("cache");
    }

    Path log(String name) throws IOException {
        return Files.createDirectories(work.resolve("logs")).resolve(name + ".log");
    }

    /** The command of a tool's process, after setting the tool up. */
    List<String> command(Tool tool, PeerModel model, String ours, Path texts) throws PeerMissingException, IOException {
        try {
            return switch (tool) {
                case EMOTIONS4J ->
                    JavaCommand.of(
                            Emotions4jPeer.class.getName(),
                            List.of(
                                    ours,
                                    folder(model).toString(),
                                    weightsFolder(model).toString(),
                                    texts.toString()));
                case PYTHON ->
                    List.of(
                            python().toString(),
                            scripts.resolve("python/peer.py").toString(),
                            peerFolder(model).toString(),
                            texts.toString());
                case NODE ->
                    List.of("node", node().toString(), peerFolder(model).toString(), texts.toString());
                case DJL ->
                    List.of(
                            java(),
                            "-cp",
                            djlClassPath(),
                            "DjlPeer",
                            peerFolder(model).toString(),
                            texts.toString());
            };
        } catch (PeerMissingException reason) {
            throw new PeerMissingException(NOT_SET_UP + reason.reason(), reason);
        }
    }

    /** The folder with a model's weights, which this library runs from. */
    Path folder(PeerModel model) throws PeerMissingException, IOException {
        Path folder = work.resolve("models").resolve(model.toString());
        if (Files.exists(folder.resolve("model.safetensors"))) {
            return folder;
        }
        progress.report("making the model " + model);
        Files.createDirectories(work.resolve("models"));
        SetUpCommand.run(
                root,
                log("make-" + model),
                model == PeerModel.EMBEDDED ? exportEmbedded(folder) : makeRandom(model, folder));
        if (model != PeerModel.EMBEDDED) {
            makeGraph("export", model, folder);
            makeGraph("quantize", model, folder);
        }
        return folder;
    }

    /** A copy of a model's folder without graphs, as most folders of the hub are. */
    private Path weightsFolder(PeerModel model) throws PeerMissingException, IOException {
        Path folder = work.resolve("weights").resolve(model.toString());
        if (Files.exists(folder)) {
            return folder;
        }
        Path unfinished = Files.createDirectories(work.resolve("weights").resolve(model + ".unfinished"));
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder(model), WITHOUT_GRAPHS)) {
            for (Path file : files) {
                Files.copy(file, unfinished.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        return Files.move(unfinished, folder);
    }

    private void makeGraph(String command, PeerModel model, Path folder) throws PeerMissingException, IOException {
        SetUpCommand.run(
                root,
                log(command + "-" + model),
                List.of(root.resolve("emotions").toString(), command, "--model", folder.toString()));
    }

    /** The folder with a model's weights and the graphs that Optimum makes of them, which peers run from. */
    private Path peerFolder(PeerModel model) throws PeerMissingException, IOException {
        Path folder = work.resolve("peer-models").resolve(model.toString());
        if (Files.exists(folder.resolve("onnx/model_quantized.onnx"))) {
            return folder;
        }
        progress.report("exporting and quantising " + model + " with Optimum");
        SetUpCommand.run(
                scripts,
                log("optimum-" + model),
                List.of(
                        python().toString(),
                        "python/export_model.py",
                        folder(model).toString(),
                        folder.toString()));
        return folder;
    }

    private List<String> exportEmbedded(Path folder) {
        return List.of(
                root.resolve("emotions").toString(),
                "export",
                "--model",
                "embedded",
                "--no-check",
                "--output",
                folder.toString());
    }

    private List<String> makeRandom(PeerModel model, Path folder) throws PeerMissingException, IOException {
        Path goEmotions = GoEmotionsFolder.find()
                .orElseThrow(() -> new PeerMissingException("no GoEmotions, whose texts and labels the models have;"
                        + " expected its folder in EMOTIONS4J_GOEMOTIONS"));
        return List.of(
                python().toString(),
                scripts.resolve("python/make_model.py").toString(),
                model.toString(),
                folder.toString(),
                goEmotions.toString(),
                folder(PeerModel.EMBEDDED).toString());
    }

    private Path python() throws PeerMissingException, IOException {
        if (givenPython.isPresent()) {
            return givenPython.get();
        }
        Path python = work.resolve("python/bin/python");
        Path done = work.resolve("python/ready");
        if (!Files.exists(done)) {
            progress.report("setting up Python packages, which takes minutes");
            SetUpCommand.run(
                    root,
                    log("venv"),
                    List.of("python3", "-m", "venv", work.resolve("python").toString()));
            SetUpCommand.run(
                    scripts,
                    log("pip"),
                    List.of(python.toString(), "-m", "pip", "install", "-q", "-r", "python/requirements.txt"));
            Files.createFile(done);
        }
        return python;
    }

    private Path node() throws PeerMissingException, IOException {
        Path folder = Files.createDirectories(work.resolve("node"));
        for (String file : List.of("package.json", "peer.mjs")) {
            Files.copy(
                    scripts.resolve("node").resolve(file), folder.resolve(file), StandardCopyOption.REPLACE_EXISTING);
        }
        if (!Files.isDirectory(folder.resolve("node_modules/onnxruntime-node"))) {
            progress.report("setting up Node packages");
            SetUpCommand.run(
                    folder,
                    log("npm"),
                    List.of("npm", "install", "--ignore-scripts", "--no-package-lock", "--no-audit", "--no-fund"));
        }
        return folder.resolve("peer.mjs");
    }

    private String djlClassPath() throws PeerMissingException, IOException {
        Path folder = Files.createDirectories(work.resolve("djl"));
        Path classes = Files.createDirectories(folder.resolve("classes"));
        Path jars = folder.resolve("jars");
        if (!Files.exists(jars)) {
            progress.report("setting up DJL");
            SetUpCommand.run(
                    scripts.resolve("djl"),
                    log("djl"),
                    List.of("mvn", "-q", "-B", "dependency:build-classpath", "-Dmdep.outputFile=" + jars));
        }
        // The jars and the folder may have moved, and the source may have changed, since the last run.
        String libraries = Files.readString(jars, StandardCharsets.UTF_8).strip();
        SetUpCommand.run(
                scripts.resolve("djl"),
                log("djl-javac"),
                List.of(java() + "c", "-d", classes.toString(), "-cp", libraries, "src/main/java/DjlPeer.java"));
        return classes + java.io.File.pathSeparator + libraries;
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    /** The text file that all processes read: a JSON array. */
    Path writeTexts(String json) throws IOException {
        Path file = Files.createDirectories(work).resolve("texts.json");
        AtomicFile.write(file, json);
        return file;
    }
}
