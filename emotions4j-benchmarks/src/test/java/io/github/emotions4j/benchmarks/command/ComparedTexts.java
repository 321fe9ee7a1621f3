package io.github.emotions4j.benchmarks.command;

import io.github.emotions4j.dataset.GoEmotions;
import io.github.emotions4j.dataset.Split;
import io.github.emotions4j.fixtures.GoEmotionsFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The texts that everyone classifies. */
final class ComparedTexts {

    @Option(
            names = "--data",
            paramLabel = "FILE",
            description = "A text a line. Default: the 5,427 comments of the GoEmotions test split.")
    private @Nullable Path data;

    @Option(names = "--texts", paramLabel = "N", description = "At most N of them, evenly spaced. Default: all.")
    private int most = Integer.MAX_VALUE;

    List<String> read() throws IOException {
        List<String> all = data == null ? testSplit() : Files.readAllLines(data);
        int count = Math.min(most, all.size());
        if (count < 1) {
            throw new IOException("no text to classify, expected at least one");
        }
        return IntStream.range(0, count)
                .mapToObj(i -> all.get((int) ((long) i * all.size() / count)))
                .toList();
    }

    private static List<String> testSplit() throws IOException {
        Path folder = GoEmotionsFolder.find()
                .orElseThrow(() -> new IOException("no GoEmotions, expected its folder in " + GoEmotionsFolder.VARIABLE
                        + ", or texts by --data FILE"));
        return GoEmotions.read(folder, Split.TEST).texts();
    }
}
