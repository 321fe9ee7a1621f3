package io.github.emotions4j.benchmarks.peers;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/**
 * All settings of one model.
 *
 * @param name the model
 * @param layers of its encoder
 * @param width of its encoder
 * @param fp32Bytes of the weights in fp32, {@code model.safetensors}
 * @param int8Bytes of this library's INT8 graph
 * @param tokensPerText mean over all texts, special tokens included
 * @param multiplyAddsPerText mean over all texts, of the whole encoder
 * @param multiplyAddsForFirstToken the same with the last layer for the first token alone
 * @param settings what ran
 * @param missing what did not
 */
record ModelResult(
        String name,
        int layers,
        int width,
        long fp32Bytes,
        long int8Bytes,
        double tokensPerText,
        double multiplyAddsPerText,
        double multiplyAddsForFirstToken,
        List<SettingResult> settings,
        List<Missing> missing) {

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

    Optional<SettingResult> setting(String wanted) {
        return settings.stream()
                .filter(result -> result.setting().equals(wanted))
                .findFirst();
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
                .filter(result -> result.ours() && result.int8() == int8 && (result.p50Ms() != null) == alone)
                .findFirst();
    }
}
