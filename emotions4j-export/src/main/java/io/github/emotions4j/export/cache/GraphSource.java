package io.github.emotions4j.export.cache;

import io.github.emotions4j.export.graph.ExportOptions;
import io.github.emotions4j.export.graph.OnnxExport;
import io.github.emotions4j.export.graph.PackedGraph;
import io.github.emotions4j.export.internal.onnx.SplitGraph;
import io.github.emotions4j.export.quantization.ActivationTexts;
import io.github.emotions4j.export.quantization.Int8Quantizer;
import io.github.emotions4j.modelfolder.GraphPrecision;
import io.github.emotions4j.modelfolder.ModelConfig;
import io.github.emotions4j.modelfolder.ModelFiles;
import io.github.emotions4j.modelfolder.ModelFolder;
import io.github.emotions4j.modelfolder.WeightFiles;
import io.github.emotions4j.modelfolder.weights.FolderWeights;
import io.github.emotions4j.modelfolder.weights.Weights;
import io.github.emotions4j.tokenizer.TextTokenizer;
import io.github.emotions4j.tokenizer.TokenizerFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What a graph is made of. */
sealed interface GraphSource {

    /** All files that the graph depends on. */
    List<Path> files();

    /** What else it depends on, as text. */
    default String settings() {
        return "";
    }

    /** Writes the graph to a file in a folder that holds nothing else. */
    void write(Path target, GraphPrecision precision) throws IOException;

    /** An fp32 graph: the source of an INT8 graph, or of an fp32 graph whose tensors lie in a second file. */
    record Graph(Path graph) implements GraphSource {

        @Override
        public List<Path> files() {
            return Stream.concat(Stream.of(graph), ModelFolder.externalData(graph).stream())
                    .toList();
        }

        @Override
        public void write(Path target, GraphPrecision precision) throws IOException {
            if (precision == GraphPrecision.INT8) {
                Int8Quantizer.quantize(graph, target);
            } else {
                SplitGraph.write(graph, target);
            }
        }
    }

    /** The weights of a folder, read when the graph is written. */
    record FolderOfWeights(Path folder, ModelConfig config, List<Path> files) implements GraphSource {

        /** Looks whether there are weights, and of an architecture that can be built. */
        static FolderOfWeights of(Path folder, ModelConfig config) throws IOException {
            FolderWeights.requireEncoder(folder, config);
            List<Path> files = new ArrayList<>(WeightFiles.list(folder));
            files.add(folder.resolve(ModelFiles.CONFIG));
            return new FolderOfWeights(folder, config, List.copyOf(files));
        }

        Weights weights() throws IOException {
            return FolderWeights.classifier(folder, config).weights();
        }

        @Override
        public void write(Path target, GraphPrecision precision) throws IOException {
            if (precision == GraphPrecision.FP32) {
                OnnxExport.writeInTwo(config, weights(), target);
            } else {
                writeInt8(target, List.of());
            }
        }

        /** Writes the INT8 graph, with scales of its activations on these texts if there are any. */
        void writeInt8(Path target, List<int[]> tokenIds) throws IOException {
            Path between = target.resolveSibling("fp32.onnx");
            OnnxExport.write(config, weights(), between, ExportOptions.defaults());
            Int8Quantizer.quantize(between, target, tokenIds);
            Files.delete(between);
        }
    }

    /** The weights of a folder, for the packed form in fp32. */
    record PackedFp32(FolderOfWeights folder) implements GraphSource {

        @Override
        public List<Path> files() {
            return folder.files();
        }

        @Override
        public void write(Path target, GraphPrecision precision) throws IOException {
            PackedGraph.writeInTwo(folder.config(), folder.weights(), target);
        }
    }

    /**
     * The weights of a folder, for the packed form in INT8. The scales of its activations are constants, found on the
     * comments that this library carries, so that texts can share a batch.
     */
    record PackedInt8(FolderOfWeights folder, List<Path> tokenizerFiles) implements GraphSource {

        /** The tokenizer decides on which tokens the scales are found. */
        @Override
        public List<Path> files() {
            return Stream.concat(folder.files().stream(), tokenizerFiles.stream())
                    .toList();
        }

        @Override
        public void write(Path target, GraphPrecision precision) throws IOException {
            Path portable = target.resolveSibling("portable.onnx");
            folder.writeInt8(portable, comments());
            PackedGraph.writeInt8(folder.config(), portable, target, ActivationTexts.COMMENTS);
            Files.delete(portable);
        }

        private List<int[]> comments() throws IOException {
            try (TextTokenizer tokenizer = TokenizerFolder.read(folder.folder())) {
                return ActivationTexts.comments(tokenizer, folder.config().maxTokens());
            }
        }
    }

    /** An INT8 graph of this library, for its packed form. */
    record PackedOfInt8(Path graph, ModelConfig config) implements GraphSource {

        @Override
        public List<Path> files() {
            return List.of(graph);
        }

        /** All of the configuration that the graph depends on, though the thresholds and names in it may change. */
        @Override
        public String settings() {
            return config.encoder() + " " + config.labels().size();
        }

        @Override
        public void write(Path target, GraphPrecision precision) throws IOException {
            PackedGraph.writeInt8(config, graph, target);
        }
    }
}
