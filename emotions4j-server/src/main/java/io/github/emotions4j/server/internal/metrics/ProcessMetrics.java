package io.github.emotions4j.server.internal.metrics;

import java.io.IOException;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * Java's memory, collections and threads, and what Linux says about the process. Elsewhere that part is left out.
 *
 * <p>Stateless and thread-safe.
 */
final class ProcessMetrics {

    private static final Path STATUS = Path.of("/proc/self/status");
    private static final Path DESCRIPTORS = Path.of("/proc/self/fd");

    private ProcessMetrics() {}

    static void write(MetricText text) {
        writeMemory(text, ManagementFactory.getMemoryMXBean());
        text.gauge(
                "jvm_threads_current",
                "Live threads of Java.",
                ManagementFactory.getThreadMXBean().getThreadCount());
        writeCollections(text, ManagementFactory.getGarbageCollectorMXBeans());
        text.gauge(
                "process_start_time_seconds",
                "When the process started, in seconds since 1970.",
                ManagementFactory.getRuntimeMXBean().getStartTime() / 1000.0);
        ProcessHandle.current()
                .info()
                .totalCpuDuration()
                .map(Duration::toNanos)
                .ifPresent(nanos ->
                        text.counter("process_cpu_seconds_total", "Processor time of the process.", nanos / 1e9));
        residentBytes()
                .ifPresent(bytes -> text.gauge(
                        "process_resident_memory_bytes", "Resident memory, native memory included.", (double) bytes));
        openDescriptors().ifPresent(count -> text.gauge("process_open_fds", "Open file descriptors.", (double) count));
    }

    private static void writeMemory(MetricText text, MemoryMXBean memory) {
        text.begin("jvm_memory_used_bytes", "gauge", "Used memory of Java, without native memory.");
        List<String> name = List.of("area");
        text.sample("jvm_memory_used_bytes", MetricText.Labels.of(name, List.of("heap")), (double)
                memory.getHeapMemoryUsage().getUsed());
        text.sample("jvm_memory_used_bytes", MetricText.Labels.of(name, List.of("nonheap")), (double)
                memory.getNonHeapMemoryUsage().getUsed());
    }

    private static void writeCollections(MetricText text, List<GarbageCollectorMXBean> collectors) {
        text.counter(
                "jvm_gc_collections_total",
                "Garbage collections.",
                collectors.stream()
                        .mapToDouble(GarbageCollectorMXBean::getCollectionCount)
                        .sum());
        text.counter(
                "jvm_gc_collection_seconds_total",
                "Time in garbage collections.",
                collectors.stream()
                                .mapToDouble(GarbageCollectorMXBean::getCollectionTime)
                                .sum()
                        / 1e3);
    }

    private static OptionalLong residentBytes() {
        try (Stream<String> lines = Files.lines(STATUS)) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) * 1024)
                    .findFirst();
        } catch (IOException notLinux) {
            return OptionalLong.empty();
        }
    }

    private static OptionalLong openDescriptors() {
        try (Stream<Path> descriptors = Files.list(DESCRIPTORS)) {
            return OptionalLong.of(descriptors.count());
        } catch (IOException notLinux) {
            return OptionalLong.empty();
        }
    }
}
