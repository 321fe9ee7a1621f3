package io.github.emotions4j.docs;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A call of {@code ./emotions} that a document shows.
 *
 * @param where document and line
 * @param arguments the command and its options
 * @param input what is piped into it
 * @param output the lines that the document shows as its result, empty where it shows none
 */
record ShellExample(String where, List<String> arguments, String input, List<String> output) {

    private static final String LAUNCHER = "./emotions";
    private static final String PROMPT = "$ ";

    ShellExample {
        arguments = List.copyOf(arguments);
        output = List.copyOf(output);
    }

    /** All calls in the document's shell blocks and inline code. */
    static List<ShellExample> in(Markdown document) {
        Stream<ShellExample> scripts = document.blocks("sh").stream().flatMap(block -> script(block).stream());
        Stream<ShellExample> inline = document.inlineCode().stream()
                .filter(code -> code.contains(LAUNCHER + " ") && !code.contains("COMMAND"))
                .map(code -> of(document.file().toString(), code, List.of()));
        return Stream.of(scripts, inline, withOutput(document).stream())
                .flatMap(examples -> examples)
                .toList();
    }

    /** The calls whose output the document shows: those after a prompt in console blocks. */
    static List<ShellExample> withOutput(Markdown document) {
        return document.blocks("console").stream()
                .flatMap(block -> session(block).stream())
                .toList();
    }

    private static List<ShellExample> script(CodeBlock block) {
        return String.join("\n", block.lines())
                .replaceAll("\\\\\n *", "")
                .lines()
                .filter(line -> line.contains(LAUNCHER + " "))
                .map(line -> of(block.toString(), line, List.of()))
                .toList();
    }

    private static List<ShellExample> session(CodeBlock block) {
        List<ShellExample> examples = new ArrayList<>();
        List<String> lines = block.lines();
        for (int i = 0; i < lines.size(); ) {
            int end = i + 1;
            while (end < lines.size() && !lines.get(end).startsWith(PROMPT)) {
                end++;
            }
            examples.add(of(block.toString(), lines.get(i).substring(PROMPT.length()), lines.subList(i + 1, end)));
            i = end;
        }
        return examples;
    }

    private static ShellExample of(String where, String line, List<String> output) {
        String input = "";
        for (List<String> command : ShellWords.pipeline(line)) {
            int launcher = command.indexOf(LAUNCHER);
            if (launcher >= 0) {
                return new ShellExample(where, command.subList(launcher + 1, command.size()), input, output);
            }
            if (command.get(0).equals("printf")) {
                input = command.get(1).translateEscapes();
            }
        }
        throw new IllegalArgumentException("no call of " + LAUNCHER + " in '" + line + "' at " + where);
    }
}
