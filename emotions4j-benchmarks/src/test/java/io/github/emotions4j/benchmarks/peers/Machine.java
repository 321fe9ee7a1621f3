package io.github.emotions4j.benchmarks.peers;

import io.github.emotions4j.benchmarks.Processor;
import java.util.List;

/**
 * Where a comparison ran.
 *
 * @param cpu the processor's name
 * @param instructionSets those that decide about speed
 * @param int8DotProduct whether INT8 can be more than twice as fast as fp32; it decides which floors hold
 * @param processors how many this process may use
 * @param jdk the version of Java
 * @param system the operating system
 */
record Machine(
        String cpu, List<String> instructionSets, boolean int8DotProduct, int processors, String jdk, String system) {

    Machine {
        instructionSets = List.copyOf(instructionSets);
    }

    static Machine current() {
        Processor processor = Processor.current();
        return new Machine(
                processor.name(),
                processor.instructionSets(),
                processor.hasDotProduct(),
                Runtime.getRuntime().availableProcessors(),
                Runtime.version().toString(),
                System.getProperty("os.name") + " " + System.getProperty("os.arch"));
    }
}
