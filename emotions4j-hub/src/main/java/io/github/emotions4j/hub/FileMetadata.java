package io.github.emotions4j.hub;

import java.util.OptionalLong;
import java.util.regex.Pattern;

/**
 * Size and hash of a file, from the response to a {@code HEAD} request.
 *
 * @param name the file's name in the model
 * @param commit the commit of the file
 * @param etag the hash of the content: SHA-256 for a file in Git LFS, else the SHA-1 of the git blob
 * @param size the number of bytes
 */
record FileMetadata(String name, String commit, String etag, long size) {

    private static final int OK = 200;

    /** The cache uses etags as file names, so they must not contain separators or other special characters. */
    private static final Pattern ETAG = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}");

    /**
     * Reads the headers of a response to {@code HEAD} and of the redirects before it.
     *
     * @throws HubException if a header is missing or malformed; the message names it
     */
    static FileMetadata of(String name, HubResponse response) {
        String source = WebAddress.shown(response.address());
        String commit = response.headerOrOfRedirect("X-Repo-Commit").orElse("");
        if (!HubModelId.isCommit(commit)) {
            throw new HubException("found X-Repo-Commit '" + commit + "' from " + source
                    + ", expected a commit; is this a Hugging Face hub or a mirror of one?");
        }
        String etag = normalized(response.headerOrOfRedirect("X-Linked-Etag")
                .or(() -> response.header("ETag"))
                .orElse(""));
        if (!ETAG.matcher(etag).matches()) {
            throw new HubException("found ETag '" + etag + "' from " + source + ", expected the hash of the content");
        }
        return new FileMetadata(name, commit, etag, size(response, source));
    }

    private static long size(HubResponse response, String source) {
        OptionalLong linked =
                number(response.headerOrOfRedirect("X-Linked-Size").orElse(""));
        OptionalLong size = linked.isPresent() || response.status() != OK
                ? linked
                : number(response.header("Content-Length").orElse(""));
        return size.orElseThrow(() -> new HubException(
                "found neither X-Linked-Size nor Content-Length from " + source + ", expected the size of the file"));
    }

    private static OptionalLong number(String text) {
        return text.matches("\\d{1,18}") ? OptionalLong.of(Long.parseLong(text)) : OptionalLong.empty();
    }

    /** An etag without its quotes and without the {@code W/} prefix of weak etags. */
    static String normalized(String etag) {
        String strong = etag.startsWith("W/") ? etag.substring(2) : etag;
        return strong.replaceAll("^\"|\"$", "");
    }
}
