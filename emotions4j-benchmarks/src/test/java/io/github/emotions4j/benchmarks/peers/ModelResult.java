package io.github.emotions4j.benchmarks.peers;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/**
 * All settings of one model.
 *
 * @param name the model
 * @param size the size of its encoder and files
 * @param work what a text costs
 * @param settings what ran
 * @param missing what did not
 */
record ModelResult(
        String name,
        @JsonUnwrapped Size size,
        @JsonUnwrapped Work work,
        List<SettingResult> settings,
        List<Missing> missing) {

    /**
     * How large the model is.
     *
     * @param layers of the encoder
     * @param width of the encoder's hidden states
     * @param fp32Bytes of the weights in fp32, {@code model.safetensors}
     * @param int8Bytes of this library's INT8 graph
     */
    record Size(int layers, int width, long fp32Bytes, long int8Bytes) {}

    /**
     * What a text costs, means over all texts.
     *
     * @param tokensPerText special tokens included
     * @param multiplyAddsPerText of the whole encoder
     * @param multiplyAddsForFirstToken the same with a last layer that computes the first token only
     */
    record Work(double tokensPerText, double multiplyAddsPerText, double multiplyAddsForFirstToken) {}

    /**
     * A setting that could not run.
     *
     * @param setting its name
     * @param reason why
     */
    record Missing(String setting, String reason) {}

    ModelResult {
        settings = List.copyOf(settings);
        missing = List.copyOf(missing);
    }

    int layers() {
        return size.layers();
    }

    int width() {
        return size.width();
    }

    long fp32Bytes() {
        return size.fp32Bytes();
    }

    long int8Bytes() {
        return size.int8Bytes();
    }

    double tokensPerText() {
        return work.tokensPerText();
    }

    double multiplyAddsPerText() {
        return work.multiplyAddsPerText();
    }

    double multiplyAddsForFirstToken() {
        return work.multiplyAddsForFirstToken();
    }

    Optional<SettingResult> setting(String wanted) {
        return settings.stream()
                .filter(result -> result.setting().equals(wanted))
                .findFirst();
    }

    /** How many texts a call got in some settings, in ascending order; 0 stands for all texts. */
    Stream<Integer> sizesOfLists() {
        return settings.stream().map(SettingResult::atOnce).distinct().sorted();
    }

    Stream<SettingResult> peers() {
        return settings.stream().filter(result -> !result.ours());
    }

    /** The peer that does best in something, among those that a condition lets through. */
    Optional<SettingResult> bestPeer(Predicate<SettingResult> condition, ToDoubleFunction<SettingResult> goodness) {
        return peers().filter(condition)
                .max((a, b) -> Double.compare(goodness.applyAsDouble(a), goodness.applyAsDouble(b)));
    }

    /** This library's result in a precision, in bulk or one at a time, with its defaults. */
    Optional<SettingResult> ours(boolean int8, boolean alone) {
        return settings.stream()
                .filter(result -> result.ours() && result.int8() == int8 && result.isInBulk())
                .filter(result -> (result.p50Ms() != null) == alone)
                .findFirst();
    }
}
