package io.github.emotions4j.encoders;

import io.github.emotions4j.modelfolder.EncoderConfig;
import io.github.emotions4j.modelfolder.weights.PretrainedEncoder;
import io.github.emotions4j.modelfolder.weights.Weights;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.zip.ZipFile;

/**
 * An fp32 ONNX graph and a {@code tokenizer.json}.
 *
 * @param graphEntry the graph's path inside the jar
 * @param tokenizerEntry the tokenizer's path inside the jar
 * @param headCount the number of attention heads, which cannot be read from the graph
 */
record OnnxFormat(String graphEntry, String tokenizerEntry, int headCount) implements EncoderFormat {

    @Override
    public PretrainedEncoder read(String name, ZipFile jar) throws IOException {
        Weights weights;
        try (InputStream graph = JarContent.open(jar, graphEntry)) {
            weights = OnnxEncoder.readWeights(graph, headCount, graphEntry + " in " + jar.getName());
        }
        EncoderConfig config = OnnxEncoder.config(weights, headCount);
        try (InputStream tokenizer = JarContent.open(jar, tokenizerEntry)) {
            String json = new String(tokenizer.readAllBytes(), StandardCharsets.UTF_8);
            return new PretrainedEncoder(name, config, weights, json);
        }
    }
}
