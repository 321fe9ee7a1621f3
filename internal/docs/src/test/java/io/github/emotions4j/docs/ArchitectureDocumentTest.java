package io.github.emotions4j.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What {@code docs/architecture.md} says about modules and classes is what the build has. */
class ArchitectureDocumentTest {

    private static final Path DOCUMENT = Path.of("docs/architecture.md");
    private static final String PREFIX = "emotions4j-";
    private static final Pattern ROW = Pattern.compile("\\| `(emotions4j[\\w-]*)` \\|.*\\| ([^|]*) ?\\|");
    private static final Pattern CLASS = Pattern.compile("`([a-z][a-z0-9]*(?:\\.[a-z][a-z0-9]*)*\\.[A-Z]\\w*)`");
    private static final Pattern DEPENDENCY = Pattern.compile("<dependency>(.*?)</dependency>", Pattern.DOTALL);
    private static final Pattern ARTIFACT = Pattern.compile("<artifactId>(emotions4j[\\w-]*)</artifactId>");
    private static final Pattern MODULE = Pattern.compile("<module>([\\w/-]+)</module>");

    /** The command line uses nearly everything, which the document says in words. */
    private static final String COMMAND_LINE = "emotions4j-cli";

    private static String text(Path file) {
        return String.join("\n", Documents.lines(file));
    }

    private static Map<String, Set<String>> documented() {
        return ROW.matcher(text(DOCUMENT))
                .results()
                .collect(Collectors.toMap(
                        row -> row.group(1), row -> names(row.group(2)), (first, second) -> first, TreeMap::new));
    }

    private static Set<String> names(String list) {
        return List.of(list.split(",")).stream()
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void everyModuleUsesWhatItsRowSays() {
        Map<String, Set<String>> rows = documented();

        rows.keySet().stream().filter(module -> !module.equals(COMMAND_LINE)).forEach(module -> assertThat(
                        rows.get(module))
                .as("uses of %s, in %s and in its POM", module, DOCUMENT)
                .isEqualTo(dependencies(module)));
    }

    private static Set<String> dependencies(String module) {
        Set<String> found = new TreeSet<>();
        String pom = text(Path.of(module, "pom.xml"));
        String main = pom.contains("<profiles>") ? pom.substring(0, pom.indexOf("<profiles>")) : pom;
        for (MatchResult dependency : DEPENDENCY.matcher(main).results().toList()) {
            boolean ofTests = dependency.group(1).contains("<scope>test</scope>");
            ARTIFACT.matcher(dependency.group(1))
                    .results()
                    .filter(artifact -> !ofTests)
                    .forEach(artifact -> found.add(artifact.group(1).replace(PREFIX, "")));
        }
        return found;
    }

    @Test
    void everyPublishedModuleHasARow() {
        List<String> modules = MODULE.matcher(text(Path.of("pom.xml")))
                .results()
                .map(module -> module.group(1))
                .filter(module -> !module.startsWith("internal/"))
                .toList();

        assertThat(documented().keySet()).containsExactlyInAnyOrderElementsOf(modules);
    }

    @Test
    void everyClassThatIsNamedExists() {
        Set<String> classes = Documents.files(name -> name.endsWith(".java")).stream()
                .map(file -> file.toString().replace('\\', '/'))
                .filter(file -> file.contains("/src/main/java/io/github/emotions4j/"))
                .map(file -> file.replaceAll(".*/src/main/java/io/github/emotions4j/", "")
                        .replace(".java", "")
                        .replace('/', '.'))
                .collect(Collectors.toSet());

        assertThat(CLASS.matcher(text(DOCUMENT)).results().map(name -> name.group(1)))
                .isNotEmpty()
                .allSatisfy(name -> assertThat(classes).contains(name));
    }
}
