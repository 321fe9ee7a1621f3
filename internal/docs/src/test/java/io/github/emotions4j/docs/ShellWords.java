package io.github.emotions4j.docs;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Splits a line as a shell does: quotes, comments, pipes, and a redirection of output, which is dropped. */
final class ShellWords {

    private static final Pattern TOKEN = Pattern.compile("#.*|[|]|>\\s*\\S+|(?:\"[^\"]*\"|'[^']*'|[^\\s\"'|>])+");
    private static final Pattern QUOTED = Pattern.compile("\"([^\"]*)\"|'([^']*)'");

    private ShellWords() {}

    /** The words of each command of a pipeline. */
    static List<List<String>> pipeline(String line) {
        List<List<String>> commands = new ArrayList<>(List.of(new ArrayList<>()));
        Matcher tokens = TOKEN.matcher(line);
        while (tokens.find() && !tokens.group().startsWith("#")) {
            String token = tokens.group();
            if (token.equals("|")) {
                commands.add(new ArrayList<>());
            } else if (!token.startsWith(">")) {
                commands.get(commands.size() - 1).add(unquoted(token));
            }
        }
        return commands;
    }

    private static String unquoted(String token) {
        return QUOTED.matcher(token)
                .replaceAll(quoted ->
                        Matcher.quoteReplacement(quoted.group(1) != null ? quoted.group(1) : quoted.group(2)));
    }
}
