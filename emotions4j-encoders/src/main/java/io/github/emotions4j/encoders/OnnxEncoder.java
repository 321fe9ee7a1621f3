package io.github.emotions4j.encoders;

import ai.onnx.proto.OnnxMl;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import io.github.emotions4j.core.ModelFormatException;
import io.github.emotions4j.modelfolder.Architecture;
import io.github.emotions4j.modelfolder.EncoderConfig;
import io.github.emotions4j.modelfolder.weights.ClassifierTensors;
import io.github.emotions4j.modelfolder.weights.ModuleNames;
import io.github.emotions4j.modelfolder.weights.WeightTensor;
import io.github.emotions4j.modelfolder.weights.Weights;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the weights of a BERT encoder from an fp32 ONNX graph that PyTorch exported.
 *
 * <p>Embeddings, biases and LayerNorms keep their names in the graph. The matrices of linear layers have generated
 * names and are transposed. They are found by the name of the MatMul node that uses them, such as {@code
 * /encoder/layer.0/attention/self/query/MatMul}.
 *
 * <p>Stateless and thread-safe. Source: the ONNX specification (onnx.proto).
 */
final class OnnxEncoder {

    private static final Pattern LINEAR_NODE = Pattern.compile("/(?:bert/)?(encoder/layer\\.\\d+/.+)/MatMul");

    private OnnxEncoder() {}

    /**
     * Reads the encoder's tensors.
     *
     * @param graph the bytes of the ONNX file; read to the end, not closed
     * @param headCount the number of attention heads, which cannot be read from the graph
     * @param source the name of the file in errors
     * @return tensors under the names of {@link ClassifierTensors#encoder}
     * @throws ModelFormatException if the file is no ONNX graph or a tensor is missing; the message names tensor and
     *     file
     * @throws IOException if reading fails
     */
    static Weights readWeights(InputStream graph, int headCount, String source) throws IOException {
        Map<String, WeightTensor> found = tensors(parse(graph, source), source);
        EncoderConfig config = config(new Weights(found, source), headCount);
        Map<String, WeightTensor> ordered = new LinkedHashMap<>();
        for (Map.Entry<String, List<Long>> expected :
                ClassifierTensors.encoder(config).entrySet()) {
            long[] shape =
                    expected.getValue().stream().mapToLong(Long::longValue).toArray();
            ordered.put(expected.getKey(), new Weights(found, source).require(expected.getKey(), shape));
        }
        return new Weights(ordered, source);
    }

    /**
     * Derives the configuration of an encoder from the shapes of its tensors. The other values are the defaults of
     * BERT: LayerNorm epsilon 1e-12, padding token 0, dropout 0.1.
     *
     * @param weights tensors under the names of {@link ClassifierTensors#encoder}
     * @param headCount the number of attention heads
     * @return the configuration
     * @throws ModelFormatException if a tensor is missing whose shape is needed
     */
    static EncoderConfig config(Weights weights, int headCount) {
        long[] words = shape(weights, "bert.embeddings.word_embeddings.weight");
        int layers = 0;
        while (weights.tensors()
                .containsKey(ModuleNames.layer(Architecture.BERT, layers).intermediate() + ".bias")) {
            layers++;
        }
        return EncoderConfig.bert(
                (int) words[0],
                (int) words[1],
                layers,
                headCount,
                (int) shape(weights, ModuleNames.layer(Architecture.BERT, 0).intermediate() + ".bias")[0],
                (int) shape(weights, "bert.embeddings.position_embeddings.weight")[0],
                (int) shape(weights, "bert.embeddings.token_type_embeddings.weight")[0]);
    }

    private static long[] shape(Weights weights, String name) {
        WeightTensor tensor = weights.tensors().get(name);
        if (tensor == null) {
            throw new ModelFormatException(
                    "tensor '" + name + "' is missing, expected a BERT encoder in " + weights.source());
        }
        return tensor.shape();
    }

    private static OnnxMl.GraphProto parse(InputStream graph, String source) throws IOException {
        try {
            CodedInputStream input = CodedInputStream.newInstance(graph);
            input.setSizeLimit(Integer.MAX_VALUE);
            OnnxMl.ModelProto model = OnnxMl.ModelProto.parseFrom(input);
            if (!model.hasGraph()) {
                throw new ModelFormatException("no graph inside, expected an ONNX model in " + source);
            }
            return model.getGraph();
        } catch (InvalidProtocolBufferException broken) {
            throw new ModelFormatException(
                    "no valid ONNX model (truncated or another format) in " + source + ": " + broken.getMessage(),
                    broken);
        }
    }

    private static Map<String, WeightTensor> tensors(OnnxMl.GraphProto graph, String source) {
        Map<String, OnnxMl.TensorProto> initializers = new HashMap<>();
        graph.getInitializerList().forEach(tensor -> initializers.put(tensor.getName(), tensor));
        Map<String, WeightTensor> tensors = new HashMap<>();
        for (OnnxMl.TensorProto tensor : initializers.values()) {
            if (tensor.getDataType() == OnnxMl.TensorProto.DataType.FLOAT.getNumber()
                    && tensor.getName().matches("(bert\\.)?(embeddings|encoder|pooler)\\..*")) {
                tensors.put(prefixed(tensor.getName()), read(tensor, source));
            }
        }
        for (OnnxMl.NodeProto node : graph.getNodeList()) {
            Matcher linear = LINEAR_NODE.matcher(node.getName());
            if (node.getOpType().equals("MatMul") && linear.matches() && initializers.containsKey(node.getInput(1))) {
                String name = prefixed(linear.group(1).replace('/', '.') + ".weight");
                tensors.put(
                        name, read(initializers.get(node.getInput(1)), source).transposed());
            }
        }
        return tensors;
    }

    private static String prefixed(String name) {
        return name.startsWith("bert.") ? name : "bert." + name;
    }

    private static WeightTensor read(OnnxMl.TensorProto tensor, String source) {
        long[] shape = tensor.getDimsList().stream().mapToLong(Long::longValue).toArray();
        try {
            if (tensor.getFloatDataCount() > 0) {
                float[] values = new float[tensor.getFloatDataCount()];
                for (int i = 0; i < values.length; i++) {
                    values[i] = tensor.getFloatData(i);
                }
                return WeightTensor.of(values, shape);
            }
            return WeightTensor.of(
                    tensor.getRawData()
                            .asReadOnlyByteBuffer()
                            .order(ByteOrder.LITTLE_ENDIAN)
                            .asFloatBuffer(),
                    shape);
        } catch (IllegalArgumentException wrongSize) {
            throw new ModelFormatException(
                    "initializer '" + tensor.getName() + "': " + wrongSize.getMessage() + " in " + source, wrongSize);
        }
    }
}
