package io.github.emotions4j.onnx;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;

/**
 * Counts the physical cores that this process may use. Hardware threads of one core share its arithmetic units, so a
 * second worker on the same core gains nothing.
 *
 * <p>Stateless and thread-safe.
 */
final class AvailableCores {

    private static final Path LINUX_PROCESSORS = Path.of("/sys/devices/system/cpu");

    private AvailableCores() {}

    /** The cores that CPU quota, affinity and hardware allow, at least 1. */
    static int count() {
        return Math.min(Runtime.getRuntime().availableProcessors(), physicalCores(LINUX_PROCESSORS));
    }

    /** The physical cores that Linux lists, or {@link Integer#MAX_VALUE} where it lists none. */
    static int physicalCores(Path processors) {
        Set<String> cores = new HashSet<>();
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(processors, "cpu[0-9]*")) {
            for (Path processor : folders) {
                Path siblings = processor.resolve("topology").resolve("thread_siblings_list");
                if (Files.isReadable(siblings)) {
                    cores.add(Files.readString(siblings).strip());
                }
            }
        } catch (IOException notLinux) {
            return Integer.MAX_VALUE;
        }
        return cores.isEmpty() ? Integer.MAX_VALUE : cores.size();
    }
}
