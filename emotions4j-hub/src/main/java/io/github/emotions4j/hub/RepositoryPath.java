package io.github.emotions4j.hub;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;

/** Rejects file names that could escape their folder on any operating system. */
final class RepositoryPath {

    /** Characters that a segment must not contain: control characters, and backslash and colon because of Windows. */
    private static final Pattern FORBIDDEN = Pattern.compile("[\\x00-\\x1f\\x7f\\\\:]");

    private static final int MAX_SEGMENT_BYTES = 255;
    private static final int MAX_BYTES = 1024;

    private RepositoryPath() {}

    /**
     * Requires a relative path that stays inside its folder.
     *
     * @param name a relative path with slashes
     * @param source where the name comes from, for the error
     * @return the name
     * @throws HubException if it is absolute, contains an empty segment, {@code .}, {@code ..}, a backslash, a colon or
     *     a control character, or is too long for file systems
     */
    static String require(String name, String source) {
        List<String> segments = List.of(name.split("/", -1));
        boolean fits = bytes(name) <= MAX_BYTES && segments.stream().allMatch(RepositoryPath::isSegment);
        if (!fits) {
            throw new HubException("found file name '" + shown(name) + "' in " + source
                    + ", expected a relative path inside the model that is valid on every operating system");
        }
        return name;
    }

    private static boolean isSegment(String segment) {
        return !segment.isEmpty()
                && !segment.equals(".")
                && !segment.equals("..")
                && bytes(segment) <= MAX_SEGMENT_BYTES
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
