package io.github.emotions4j.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.emotions4j.modelfolder.Activation;
import io.github.emotions4j.modelfolder.Architecture;
import io.github.emotions4j.modelfolder.EncoderConfig;
import io.github.emotions4j.modelfolder.EncoderDropout;
import io.github.emotions4j.modelfolder.EncoderSize;
import java.util.function.ToDoubleFunction;
import org.assertj.core.data.Offset;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RateFactorsTest {

    @ParameterizedTest
    @CsvSource({
        "BERT, bert.embeddings.LayerNorm.bias, 0.125",
        "BERT, bert.encoder.layer.0.output.dense.bias, 0.25",
        "BERT, bert.encoder.layer.2.output.dense.bias, 1",
        "BERT, bert.pooler.dense.weight, 10",
        "BERT, classifier.bias, 10",
        "ROBERTA, roberta.encoder.layer.1.output.dense.bias, 0.5",
        "ROBERTA, classifier.out_proj.weight, 10",
        "DISTILBERT, distilbert.embeddings.word_embeddings.weight, 0.125",
        "DISTILBERT, distilbert.transformer.layer.1.ffn.lin1.weight, 0.5",
        "DISTILBERT, pre_classifier.weight, 10",
    })
    void ratesFallFromHeadToEmbeddings(Architecture architecture, String name, double expected) {
        int types = architecture == Architecture.DISTILBERT ? 0 : 2;
        EncoderConfig config = new EncoderConfig(
                architecture,
                new EncoderSize(10, 4, 3, 1, 4, 8, types),
                Activation.GELU,
                1e-12,
                0,
                new EncoderDropout(0, 0, 0),
                0.02);
        OptimizerOptions options = TrainingOptions.defaults().toBuilder()
                .headLearningRateFactor(10)
                .layerwiseLearningRateDecay(0.5)
                .build()
                .optimizer();
        ToDoubleFunction<String> factors = ClassifierParameters.rateFactors(config, options);
        assertThat(factors.applyAsDouble(name)).isCloseTo(expected, Offset.offset(1e-12));
    }
}
