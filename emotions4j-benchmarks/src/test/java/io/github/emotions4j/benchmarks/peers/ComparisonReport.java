package io.github.emotions4j.benchmarks.peers;

import io.github.emotions4j.core.internal.AtomicFile;
import java.io.IOException;
import java.nio.file.Path;

/** Makes tables and a plot of a comparison's JSON file. Stateless. */
public final class ComparisonReport {

    private ComparisonReport() {}

    /**
     * Writes a file of Markdown and a PNG beside the JSON file, under its name.
     *
     * @param json the file that {@link PeerComparison} wrote
     * @return the Markdown
     * @throws IOException if reading or writing fails
     */
    public static String write(Path json) throws IOException {
        ComparisonResult result = ComparisonResult.read(json);
        String markdown = ComparisonMarkdown.of(result);
        AtomicFile.write(sibling(json, ".md"), markdown);
        ComparisonPlot.write(result, sibling(json, ".png"));
        return markdown;
    }

    private static Path sibling(Path json, String extension) {
        String name = json.getFileName().toString();
        int dot = name.lastIndexOf('.');
        return json.resolveSibling((dot < 0 ? name : name.substring(0, dot)) + extension);
    }
}
