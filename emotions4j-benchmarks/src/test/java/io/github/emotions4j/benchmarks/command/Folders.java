package io.github.emotions4j.benchmarks.command;

import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where benchmarks work and read. */
final class Folders {

    @Option(
            names = "--work",
            paramLabel = "DIR",
            description = "Where peers are set up and models made. Default: emotions4j-benchmarks/peers/.work")
    private @Nullable Path work;

    /** The working tree, which {@code ./run} names. */
    Path root() {
        return Path.of(Objects.requireNonNullElse(System.getProperty("emotions4j.root"), "."))
                .toAbsolutePath()
                .normalize();
    }

    Path work() {
        return work == null
                ? root().resolve("emotions4j-benchmarks/peers/.work")
                : work.toAbsolutePath().normalize();
    }

    /** A file of results under {@code docs/lab/benchmarks}, or the one that was named. */
    Path result(@Nullable Path given, String name) {
        return given == null
                ? root().resolve("docs/lab/benchmarks").resolve(name + ".json")
                : given.toAbsolutePath().normalize();
    }
}
