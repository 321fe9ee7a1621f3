package io.github.emotions4j.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The Java code of README and guides. */
class JavaSnippetsTest {

    private static final Pattern PRINTED = Pattern.compile("System\\.out\\.print.*; *// (.*)");

    private final Path folder;

    JavaSnippetsTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void everySnippetOfTheGuidesCompiles() throws IOException {
        List<CodeBlock> blocks = Documents.guides().stream()
                .flatMap(guide -> guide.blocks("java").stream())
                .toList();

        assertThat(blocks).hasSizeGreaterThan(5);
        assertThat(JavaSnippets.compile(blocks, folder)).isEmpty();
    }

    @Test
    void theReadmePrintsWhatItsCommentsSay() throws IOException, ReflectiveOperationException {
        List<CodeBlock> blocks = Documents.readme().blocks("java");
        String shown = blocks.stream()
                .flatMap(block -> block.lines().stream())
                .flatMap(line -> PRINTED.matcher(line).results())
                .map(printed -> printed.group(1))
                .collect(Collectors.joining("\n"));

        assertThat(JavaSnippets.compile(blocks, folder)).isEmpty();
        assertThat(shown).isNotEmpty();
        ShownOutput.assertShown("README.md", runAll(blocks.size()), shown);
    }

    private String runAll(int count) throws IOException, ReflectiveOperationException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PrintStream systemOut = System.out;
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {folder.toUri().toURL()})) {
            System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
            for (int i = 0; i < count; i++) {
                loader.loadClass(JavaSnippets.className(i)).getMethod("run").invoke(null);
            }
        } finally {
            System.setOut(systemOut);
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
