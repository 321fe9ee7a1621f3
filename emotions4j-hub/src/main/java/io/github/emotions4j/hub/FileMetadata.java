package io.github.emotions4j.hub;

import java.util.OptionalLong;
import java.util.regex.Pattern;

/**
 * What the hub says of a file before it is fetched.
 *
 * @param name the file's name in the model
 * @param commit the commit that holds it
 * @param etag the content's name: the SHA-256 of a large file, the hash of git's blob of a small one
 * @param size the number of bytes
 */
record FileMetadata(String name, String commit, String etag, long size) {

    private static final int OK = 200;

    /** An etag becomes a file's name, so it may hold nothing that means more to a file system. */
    private static final Pattern ETAG = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}");

    /**
     * Reads the headers of an answer to {@code HEAD} and of the redirects before it.
     *
     * @throws HubException if one is missing or makes no sense; the message names it
     */
    static FileMetadata of(String name, HubResponse answer) {
        String source = WebAddress.shown(answer.address());
        String commit = answer.headerOnTheWay("X-Repo-Commit").orElse("");
        if (!HubModelId.isCommit(commit)) {
            throw new HubException("found X-Repo-Commit '" + commit + "' from " + source
                    + ", expected a commit; is this a Hugging Face hub or a mirror of one?");
        }
        String etag = normalized(answer.headerOnTheWay("X-Linked-Etag")
                .or(() -> answer.header("ETag"))
                .orElse(""));
        if (!ETAG.matcher(etag).matches()) {
            throw new HubException("found ETag '" + etag + "' from " + source + ", expected the hash of the content");
        }
        return new FileMetadata(name, commit, etag, size(answer, source));
    }

    private static long size(HubResponse answer, String source) {
        OptionalLong linked = number(answer.headerOnTheWay("X-Linked-Size").orElse(""));
        OptionalLong size = linked.isPresent() || answer.status() != OK
                ? linked
                : number(answer.header("Content-Length").orElse(""));
        return size.orElseThrow(() -> new HubException(
                "found neither X-Linked-Size nor Content-Length from " + source + ", expected the size of the file"));
    }

    private static OptionalLong number(String text) {
        return text.matches("\\d{1,18}") ? OptionalLong.of(Long.parseLong(text)) : OptionalLong.empty();
    }

    /** An etag without the quotes and the mark of weak ones, as in {@code W/"abc"}. */
    static String normalized(String etag) {
        String strong = etag.startsWith("W/") ? etag.substring(2) : etag;
        return strong.replaceAll("^\"|\"$", "");
    }
}
