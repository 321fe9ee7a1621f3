package io.github.emotions4j.benchmarks;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Command lines that start this very Java again. Stateless and thread-safe. */
public final class JavaCommand {

    /** Options that only one process at a time can have. */
    private static final List<String> NOT_PASSED_ON = List.of("-agentlib:", "-Xrunjdwp", "-XX:ArchiveClassesAtExit");

    private JavaCommand() {}

    /**
     * The command that runs a main class in a fresh process with the Java, the class path and the options of this one.
     *
     * @param mainClass the class's full name
     * @param arguments the program's arguments
     * @return the words of the command
     */
    public static List<String> of(String mainClass, List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(option -> NOT_PASSED_ON.stream().noneMatch(option::startsWith))
                .forEach(command::add);
        command.add("-cp");
        command.add(System.getProperty("java.class.path"));
        command.add(mainClass);
        command.addAll(arguments);
        return command;
    }
}
