package io.github.emotions4j.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Links between documents, and the names of documents in code and messages. */
class LinksTest {

    private static final Pattern DOCUMENT = Pattern.compile("(?<![\\w/.-])docs/[\\w./-]*\\.(?:md|csv|json|png)");

    private final Map<Path, Markdown> documents =
            Documents.all().stream().collect(Collectors.toMap(Markdown::file, Function.identity()));

    @Test
    void everyRelativeLinkResolves() {
        List<String> broken = new ArrayList<>();
        for (Markdown document : documents.values()) {
            for (String link : document.links()) {
                if (!link.contains("://") && !resolves(document, link)) {
                    broken.add(document.file() + ": " + link);
                }
            }
        }
        assertThat(broken).isEmpty();
    }

    @Test
    void everyDocumentIsInTheIndex() {
        Markdown index = documents.get(Path.of("docs/README.md"));
        Set<Path> linked = index.links().stream()
                .map(link -> Path.of("docs").resolve(link).normalize())
                .collect(Collectors.toSet());

        assertThat(documents.keySet())
                .filteredOn(file -> file.startsWith("docs") && !file.equals(index.file()))
                .isSubsetOf(linked);
    }

    @Test
    void codeAndMessagesNameDocumentsThatExist() {
        List<String> missing =
                Documents.files(name -> name.matches(".*\\.(java|py|mjs|md|xml|txt)|run|rebuild|emotions")).stream()
                        .flatMap(file -> Documents.lines(file).stream()
                                .flatMap(line -> DOCUMENT.matcher(line).results())
                                .map(found -> found.group())
                                .filter(name -> !Files.exists(Documents.absolute(Path.of(name))))
                                .map(name -> file + ": " + name))
                        .toList();

        assertThat(missing).isEmpty();
    }

    private boolean resolves(Markdown document, String link) {
        String[] parts = link.split("#", 2);
        Path target = parts[0].isEmpty()
                ? document.file()
                : document.file().resolveSibling(parts[0]).normalize();
        if (parts.length == 1) {
            return Files.exists(Documents.absolute(target));
        }
        Markdown linked = documents.get(target);
        return linked != null && linked.anchors().contains(parts[1]);
    }
}
