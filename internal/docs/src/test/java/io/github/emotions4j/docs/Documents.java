package io.github.emotions4j.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The repository's documents. Paths are relative to its root. */
final class Documents {

    private static final Path ROOT = Path.of("..", "..").toAbsolutePath().normalize();

    /** Folders of builds and of tools that benchmarks fetch. */
    private static final Set<String> SKIPPED = Set.of("target", ".git", ".work", "node_modules");

    private Documents() {}

    static Markdown readme() {
        return read(Path.of("README.md"));
    }

    static List<Markdown> guides() {
        return under("docs/guide");
    }

    static List<Markdown> laboratory() {
        return under("docs/lab");
    }

    static List<Markdown> all() {
        return files(name -> name.endsWith(".md")).stream().map(Documents::read).toList();
    }

    static Path absolute(Path file) {
        return ROOT.resolve(file).normalize();
    }

    static List<Path> files(Predicate<String> name) {
        List<Path> found = new ArrayList<>();
        try {
            Files.walkFileTree(ROOT, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                    return SKIPPED.contains(folder.getFileName().toString())
                            ? FileVisitResult.SKIP_SUBTREE
                            : FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    if (name.test(file.getFileName().toString())) {
                        found.add(ROOT.relativize(file));
                    }
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return found.stream().sorted().toList();
    }

    static List<String> lines(Path file) {
        try {
            return Files.readAllLines(absolute(file));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static List<Markdown> under(String folder) {
        try (Stream<Path> files = Files.list(absolute(Path.of(folder)))) {
            return files.filter(file -> file.toString().endsWith(".md"))
                    .sorted()
                    .map(ROOT::relativize)
                    .map(Documents::read)
                    .toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static Markdown read(Path file) {
        return Markdown.of(file, lines(file));
    }
}
