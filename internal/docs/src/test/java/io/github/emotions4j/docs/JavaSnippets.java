package io.github.emotions4j.docs;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** Compiles Java blocks of documents: each becomes the method {@code run} of a class, with the imports it lists. */
final class JavaSnippets {

    private JavaSnippets() {}

    static String className(int index) {
        return "Snippet" + index;
    }

    /**
     * Compiles.
     *
     * @param blocks Java statements with imports
     * @param folder where sources and classes are written
     * @return what the compiler complains about, empty when all blocks compile; a comment in the source says where it
     *     is from
     */
    static String compile(List<CodeBlock> blocks, Path folder) throws IOException {
        for (int i = 0; i < blocks.size(); i++) {
            Files.writeString(source(folder, i), source(blocks.get(i), className(i)));
        }
        List<Path> sources = IntStream.range(0, blocks.size())
                .mapToObj(i -> source(folder, i))
                .toList();
        List<String> options = List.of(
                "-proc:none", "-d", folder.toString(), "-cp", System.getProperty("java.class.path"), "--release", "17");
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter complaints = new StringWriter();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            boolean compiled = compiler.getTask(
                            complaints, files, null, options, null, files.getJavaFileObjectsFromPaths(sources))
                    .call();
            return compiled ? "" : blocks + "\n" + complaints;
        }
    }

    private static Path source(Path folder, int index) {
        return folder.resolve(className(index) + ".java");
    }

    private static String source(CodeBlock block, String name) {
        String imports = block.lines().stream().filter(JavaSnippets::isImport).collect(Collectors.joining("\n"));
        String statements =
                block.lines().stream().filter(line -> !isImport(line)).collect(Collectors.joining("\n"));
        return """
                // %s
                %s
                public final class %s {
                public static void run() throws Exception {
                %s
                }
                }
                """.formatted(block, imports, name, statements);
    }

    private static boolean isImport(String line) {
        return line.startsWith("import ");
    }
}
