package io.github.emotions4j.export.graph;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Runs several texts at once, the shorter ones filled with padding, as other tools run a graph. */
public final class PaddedBatch {

    private PaddedBatch() {}

    /** The logits of each text, {@code [text][label]}. */
    public static float[][] logits(Path graph, List<long[]> texts, long padTokenId) {
        int length = texts.stream().mapToInt(ids -> ids.length).max().orElseThrow();
        long[][] ids = new long[texts.size()][length];
        long[][] mask = new long[texts.size()][length];
        for (int text = 0; text < texts.size(); text++) {
            for (int token = 0; token < length; token++) {
                boolean real = token < texts.get(text).length;
                ids[text][token] = real ? texts.get(text)[token] : padTokenId;
                mask[text][token] = real ? 1 : 0;
            }
        }
        return run(
                graph,
                Map.of("input_ids", ids, "attention_mask", mask, "token_type_ids", new long[ids.length][length]));
    }

    private static float[][] run(Path graph, Map<String, long[][]> values) {
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        try (OrtSession session = environment.createSession(graph.toString())) {
            Map<String, OnnxTensor> inputs = new HashMap<>();
            for (Map.Entry<String, long[][]> entry : values.entrySet()) {
                if (session.getInputNames().contains(entry.getKey())) {
                    inputs.put(entry.getKey(), OnnxTensor.createTensor(environment, entry.getValue()));
                }
            }
            try (OrtSession.Result result = session.run(inputs)) {
                return (float[][]) result.get(0).getValue();
            } finally {
                inputs.values().forEach(OnnxTensor::close);
            }
        } catch (OrtException failed) {
            throw new AssertionError("ONNX Runtime does not run " + graph, failed);
        }
    }
}
