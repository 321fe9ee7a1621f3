package io.github.emotions4j.hub;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;

/** Refuses names of files that could leave the folder they belong into, on any system. */
final class RepositoryPath {

    /** What no segment may hold: control characters, and what Windows takes for separators, drives and streams. */
    private static final Pattern FORBIDDEN = Pattern.compile("[\\x00-\\x1f\\x7f\\\\:]");

    private static final int LONGEST_SEGMENT_BYTES = 255;
    private static final int LONGEST_BYTES = 1024;

    private RepositoryPath() {}

    /**
     * Checks a name that a server or a file gave.
     *
     * @param name a relative path with slashes
     * @param source who gave it, for the error
     * @return the name
     * @throws HubException if it is absolute, holds an empty segment, {@code .}, {@code ..}, a backslash, a colon or a
     *     control character, or is too long for file systems
     */
    static String require(String name, String source) {
        List<String> segments = List.of(name.split("/", -1));
        boolean fits = bytes(name) <= LONGEST_BYTES && segments.stream().allMatch(RepositoryPath::isSegment);
        if (!fits) {
            throw new HubException("found file name '" + shown(name) + "' in " + source
                    + ", expected a relative path inside the model that every system can write");
        }
        return name;
    }

    private static boolean isSegment(String segment) {
        return !segment.isEmpty()
                && !segment.equals(".")
                && !segment.equals("..")
                && bytes(segment) <= LONGEST_SEGMENT_BYTES
                && !FORBIDDEN.matcher(segment).find();
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    private static String shown(String name) {
        String visible = name.replaceAll("\\p{Cntrl}", "?");
        return visible.length() > 100 ? visible.substring(0, 100) + "..." : visible;
    }
}
