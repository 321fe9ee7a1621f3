package io.github.emotions4j.export.graph;

import ai.onnx.proto.OnnxMl;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import io.github.emotions4j.export.internal.onnx.OnnxReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What ONNX Runtime makes of a graph when it loads it. */
public final class OptimizedGraph {

    private OptimizedGraph() {}

    public static List<String> operators(Path graph, Path folder) throws IOException {
        Path optimized = Files.createTempFile(folder, "optimized", ".onnx");
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR);
            options.setOptimizedModelFilePath(optimized.toString());
            OrtEnvironment.getEnvironment()
                    .createSession(graph.toString(), options)
                    .close();
        } catch (OrtException failed) {
            throw new AssertionError("ONNX Runtime does not load " + graph, failed);
        }
        return OnnxReader.read(optimized).getGraph().getNodeList().stream()
                .map(OnnxMl.NodeProto::getOpType)
                .toList();
    }
}
