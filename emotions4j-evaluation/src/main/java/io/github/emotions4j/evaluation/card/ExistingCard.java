package io.github.emotions4j.evaluation.card;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An existing card. Only the text between our marker lines changes.
 *
 * @param text the whole card
 */
record ExistingCard(String text) {

    private static final Pattern FRONT_MATTER = Pattern.compile(
            "\\A---[ \\t]*\\r?\\n(?<yaml>.*?)(?<end>^---[ \\t]*(\\r?\\n|\\z))", Pattern.DOTALL | Pattern.MULTILINE);
    private static final Pattern MODEL_INDEX = Pattern.compile("^model-index[ \\t]*:", Pattern.MULTILINE);
    private static final Pattern BLOCK_ENTRY = Pattern.compile("[\\w-]+[ \\t]*:.*");
    private static final Pattern HEADING = Pattern.compile("^# (?<name>.*\\S)", Pattern.MULTILINE);

    /** Whether the front matter must stay: it has a model-index without markers, or YAML that takes no further key. */
    boolean hasForeignModelIndex() {
        Optional<String> yaml = frontMatter().map(found -> found.group("yaml"));
        return yaml.isPresent()
                && MarkedRegion.MODEL_INDEX.replacedIn(yaml.get(), "").isEmpty()
                && (MODEL_INDEX.matcher(yaml.get()).find() || !takesBlockEntries(yaml.get()));
    }

    /** Whether lines of the form {@code key: value} can be added. */
    private static boolean takesBlockEntries(String yaml) {
        Optional<String> first = yaml.lines()
                .filter(line -> !line.isBlank() && !line.stripLeading().startsWith("#"))
                .findFirst();
        return first.isEmpty() || BLOCK_ENTRY.matcher(first.get()).matches();
    }

    /** This card with another card's scores. */
    String with(ModelCard card) {
        return withScores(withModelIndex(card), card);
    }

    private String withModelIndex(ModelCard card) {
        Optional<Matcher> found = frontMatter();
        if (found.isEmpty()) {
            return card.frontMatter() + text;
        }
        if (hasForeignModelIndex()) {
            return text;
        }
        Matcher frontMatter = found.get();
        String yaml = frontMatter.group("yaml");
        String name = name(card.name());
        String changed = MarkedRegion.MODEL_INDEX
                .replacedIn(yaml, card.modelIndex(name))
                .orElseGet(() -> yaml + card.modelIndexRegion(name));
        return text.substring(0, frontMatter.start("yaml")) + changed + text.substring(frontMatter.start("end"));
    }

    private static String withScores(String text, ModelCard card) {
        return MarkedRegion.SCORES
                .replacedIn(text, card.scores().section())
                .orElseGet(() -> text.stripTrailing() + "\n\n" + card.scoresRegion());
    }

    /** The model name in the heading of the card, or the given name when there is no heading. */
    private String name(String otherwise) {
        String body = text.substring(frontMatter().map(Matcher::end).orElse(0));
        Matcher heading = HEADING.matcher(body);
        return heading.find() ? heading.group("name") : otherwise;
    }

    private Optional<Matcher> frontMatter() {
        Matcher matcher = FRONT_MATTER.matcher(text);
        return matcher.find() ? Optional.of(matcher) : Optional.empty();
    }
}
