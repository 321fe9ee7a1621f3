package io.github.emotions4j.benchmarks;

import java.util.Objects;

/**
 * What a report is about.
 *
 * @param name what users call the model, such as its folder
 * @param precision {@code int8} or {@code fp32}
 * @param threads how many texts are classified at the same time in bulk
 * @param version of the program
 */
public record MeasuredModel(String name, String precision, int threads, String version) {

    /** Refuses null components with a {@link NullPointerException} that names the component. */
    public MeasuredModel {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(precision, "precision");
        Objects.requireNonNull(version, "version");
    }
}
