package io.github.emotions4j.docs;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A document, taken apart.
 *
 * @param file its path from the root of the repository
 * @param text its lines outside of fenced blocks
 * @param blocks its fenced blocks
 */
record Markdown(Path file, List<String> text, List<CodeBlock> blocks) {

    private static final String FENCE = "```";
    private static final Pattern LINK = Pattern.compile("\\[[^\\]]*\\]\\(([^)\\s]+)\\)");
    private static final Pattern LINK_TARGET = Pattern.compile("\\]\\([^)\\s]+\\)");
    private static final Pattern INLINE_CODE = Pattern.compile("`([^`]+)`");
    private static final Pattern WORD = Pattern.compile("\\S*[\\p{L}\\p{N}]\\S*");
    private static final Pattern HEADING = Pattern.compile("#{1,6} (.*)");

    Markdown {
        text = List.copyOf(text);
        blocks = List.copyOf(blocks);
    }

    static Markdown of(Path file, List<String> lines) {
        List<String> text = new ArrayList<>();
        List<CodeBlock> blocks = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            if (!lines.get(i).startsWith(FENCE)) {
                text.add(lines.get(i));
                continue;
            }
            int end = i + 1;
            while (!lines.get(end).equals(FENCE)) {
                end++;
            }
            String language = lines.get(i).substring(FENCE.length());
            blocks.add(new CodeBlock(file, i + 2, language, lines.subList(i + 1, end)));
            i = end;
        }
        return new Markdown(file, text, blocks);
    }

    List<CodeBlock> blocks(String language) {
        return blocks.stream()
                .filter(block -> block.language().equals(language))
                .toList();
    }

    /** The targets of links and images, as written. */
    List<String> links() {
        return paragraphs()
                .map(paragraph -> INLINE_CODE.matcher(paragraph).replaceAll(""))
                .flatMap(paragraph -> LINK.matcher(paragraph).results())
                .map(link -> link.group(1))
                .toList();
    }

    List<String> inlineCode() {
        return paragraphs()
                .flatMap(paragraph -> INLINE_CODE.matcher(paragraph).results())
                .map(code -> code.group(1).replace('\n', ' '))
                .toList();
    }

    /** The anchors of the headings, made as GitHub makes them. */
    Set<String> anchors() {
        Set<String> anchors = new LinkedHashSet<>();
        Map<String, Integer> seen = new HashMap<>();
        for (String line : text) {
            var heading = HEADING.matcher(line);
            if (heading.matches()) {
                String anchor = anchor(heading.group(1));
                int count = seen.merge(anchor, 1, Integer::sum);
                anchors.add(count == 1 ? anchor : anchor + "-" + (count - 1));
            }
        }
        return anchors;
    }

    /** Words of headings, paragraphs and lists; tables and targets of links do not count. */
    long proseWords() {
        return text.stream()
                .filter(line -> !line.startsWith("|"))
                .map(line -> LINK_TARGET.matcher(line).replaceAll("]"))
                .flatMap(line -> WORD.matcher(line).results())
                .map(MatchResult::group)
                .count();
    }

    /** Links and inline code may go on in the next line, but not in the next paragraph. */
    private Stream<String> paragraphs() {
        return Stream.of(String.join("\n", text).split("\n\n"));
    }

    private static String anchor(String heading) {
        return heading.replaceAll("\\]\\([^)]*\\)", "]")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N} _-]", "")
                .replace(' ', '-');
    }
}
