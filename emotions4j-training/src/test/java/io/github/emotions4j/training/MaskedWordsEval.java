package io.github.emotions4j.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.emotions4j.encoders.MavenEncoders;
import io.github.emotions4j.modelfolder.weights.ClassifierTensors;
import io.github.emotions4j.modelfolder.weights.PretrainedEncoder;
import io.github.emotions4j.modelfolder.weights.WeightTensor;
import io.github.emotions4j.tokenizer.TextTokenizer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * BERT-base, read from its TensorFlow variables, fills in masked words as Google's model does. Fetches 400 MB an
 * encoder, so it is no part of the plain build: {@code mvn verify -Peval}.
 */
class MaskedWordsEval {

    private static final String PREDICTIONS = "cls.predictions.";

    @ParameterizedTest
    @CsvSource({
        "bert-base-uncased, The capital of France is [MASK]., paris lille lyon marseille tours",
        "bert-base-uncased, 'I feel so [MASK], my dog died yesterday.', bad sick sad guilty stupid",
        "bert-base-uncased, Thank you so [MASK]!, much many far kindly soon",
        "bert-base-cased, The capital of France is [MASK]., Paris Lyon Toulouse Lille Marseille",
        "bert-base-cased, 'I feel so [MASK], my dog died yesterday.', bad sad guilty sorry stupid",
    })
    void fillsInMaskedWords(String name, String text, String expected) throws IOException {
        PretrainedEncoder encoder =
                MavenEncoders.ofUserSettings().load(MavenEncoders.byName(name).orElseThrow());
        assertThat(String.join(" ", masked(encoder, text))).isEqualTo(expected);
    }

    private static List<String> masked(PretrainedEncoder encoder, String text) throws IOException {
        byte[] tokenizerJson = encoder.tokenizerJson().getBytes(StandardCharsets.UTF_8);
        try (TextTokenizer tokenizer = TextTokenizer.of(tokenizerJson, encoder.name());
                PointerScope scope = new PointerScope();
                NoGradGuard noGrad = new NoGradGuard()) {
            int[] tokenIds = tokenizer.encode(text).toArray();
            int mask = tokenizer.encode("[MASK]").toArray()[1];
            int position = IntStream.range(0, tokenIds.length)
                    .filter(i -> tokenIds[i] == mask)
                    .findFirst()
                    .orElseThrow();
            Tensor best = wordScores(encoder, tokenIds, position).topk(5).get1();
            List<String> words = vocabulary(encoder);
            List<String> filled = new ArrayList<>();
            for (int rank = 0; rank < 5; rank++) {
                filled.add(words.get((int) best.select(0, rank).item_long()));
            }
            return filled;
        }
    }

    private static Tensor wordScores(PretrainedEncoder encoder, int[] tokenIds, int position) {
        Map<String, WeightTensor> tensors = new LinkedHashMap<>();
        ClassifierTensors.encoder(encoder.config()).keySet().forEach(name -> tensors.put(name, tensor(encoder, name)));
        List<Parameter> parameters = ClassifierParameters.parameters(tensors, TrainingPrecision.FP32, name -> 1);
        TorchForward forward = TorchForward.forInference(encoder.config(), parameters);
        Batch batch = Batch.of(List.of(EncodedExample.of(tokenIds, List.of())), 1, encoder.config());
        Tensor state = forward.states(batch).select(0, 0).select(0, position);
        Tensor dense = torch.gelu(linear(encoder, state, "transform.dense"));
        Tensor normed = torch.layer_norm(
                dense,
                new long[] {encoder.config().hiddenSize()},
                new TensorOptional(prediction(encoder, "transform.LayerNorm.weight")),
                new TensorOptional(prediction(encoder, "transform.LayerNorm.bias")),
                encoder.config().layerNormEpsilon(),
                false);
        Tensor words = parameters
                .get(TokenEmbeddings.parameterIndex(encoder.config(), parameters))
                .compute();
        return torch.linear(normed, words, new TensorOptional(prediction(encoder, "bias")));
    }

    private static Tensor linear(PretrainedEncoder encoder, Tensor input, String name) {
        Tensor bias = prediction(encoder, name + ".bias");
        return torch.linear(input, prediction(encoder, name + ".weight"), new TensorOptional(bias));
    }

    private static Tensor prediction(PretrainedEncoder encoder, String name) {
        return Parameter.toTensor(tensor(encoder, PREDICTIONS + name));
    }

    private static WeightTensor tensor(PretrainedEncoder encoder, String name) {
        return Objects.requireNonNull(encoder.weights().tensors().get(name), name);
    }

    private static List<String> vocabulary(PretrainedEncoder encoder) throws IOException {
        var ids = new com.fasterxml.jackson.databind.ObjectMapper()
                .readTree(encoder.tokenizerJson())
                .path("model")
                .path("vocab");
        List<String> words = new ArrayList<>();
        ids.fieldNames().forEachRemaining(words::add);
        return words;
    }
}
