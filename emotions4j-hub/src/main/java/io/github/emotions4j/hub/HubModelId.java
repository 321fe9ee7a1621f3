package io.github.emotions4j.hub;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A model on the hub and its revision: {@code ORG/NAME}, or {@code NAME} alone for the hub's oldest models.
 *
 * @param name the model's name on the hub, such as {@code SamLowe/roberta-base-go_emotions}
 * @param revision a branch, a tag, {@code refs/pr/N}, or the 40 hexadecimal digits of a commit
 */
public record HubModelId(String name, String revision) {

    /** The revision of an id without one. */
    public static final String DEFAULT_REVISION = "main";

    private static final Pattern PART = Pattern.compile("[A-Za-z0-9_](?:[A-Za-z0-9_.-]{0,94}[A-Za-z0-9_])?");
    private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{40}");
    private static final Pattern NOT_IN_REVISIONS = Pattern.compile("[\\x00-\\x20\\x7f~^:?*\\[\\\\<>|\"]|@\\{|\\.\\.");
    private static final int MAX_REVISION_LENGTH = 200;

    /**
     * Makes an id. The rules of the hub and of git also ensure that no id can point outside the cache.
     *
     * @throws IllegalArgumentException if the hub does not allow the name, or git does not allow the revision
     */
    public HubModelId {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(revision, "revision");
        if (!isName(name)) {
            throw new IllegalArgumentException("found '" + name + "', expected a model of the hub as ORG/NAME");
        }
        if (!isRevision(revision)) {
            throw new IllegalArgumentException("found revision '" + revision + "' of " + name
                    + ", expected a branch, a tag, refs/pr/N or a commit's 40 hexadecimal digits");
        }
    }

    /**
     * Reads {@code ORG/NAME} or {@code ORG/NAME@REVISION}.
     *
     * @param id the id; the revision defaults to {@value #DEFAULT_REVISION}
     * @return the id
     * @throws IllegalArgumentException if the text is no valid id; the message contains it
     */
    public static HubModelId parse(String id) {
        int at = id.indexOf('@');
        return at < 0
                ? new HubModelId(id, DEFAULT_REVISION)
                : new HubModelId(id.substring(0, at), id.substring(at + 1));
    }

    /**
     * Reads an id from text that may also be a folder. A name without {@code ORG/} is therefore not accepted.
     *
     * @param text an id or something else
     * @return the id, or empty if the text is not {@code ORG/NAME} or {@code ORG/NAME@REVISION}
     */
    public static Optional<HubModelId> find(String text) {
        int at = text.indexOf('@');
        String name = at < 0 ? text : text.substring(0, at);
        String revision = at < 0 ? DEFAULT_REVISION : text.substring(at + 1);
        boolean found = name.indexOf('/') > 0 && isName(name) && isRevision(revision);
        return found ? Optional.of(new HubModelId(name, revision)) : Optional.empty();
    }

    /**
     * The same model at another revision.
     *
     * @param other the revision
     * @return the id
     * @throws IllegalArgumentException if git does not allow the revision
     */
    public HubModelId at(String other) {
        return new HubModelId(name, other);
    }

    /** Whether the revision is a commit. */
    boolean isPinned() {
        return isCommit(revision);
    }

    /** The name of the model's folder in the cache. */
    String folderName() {
        return "models--" + name.replace("/", "--");
    }

    static boolean isCommit(String text) {
        return COMMIT.matcher(text).matches();
    }

    private static boolean isName(String name) {
        List<String> parts = List.of(name.split("/", -1));
        return parts.size() <= 2
                && parts.stream().allMatch(part -> PART.matcher(part).matches())
                && !name.contains("--")
                && !name.contains("..")
                && !name.endsWith(".git");
    }

    // The rules of git-check-ref-format and of file names on Windows, because the cache stores refs as files.
    private static boolean isRevision(String revision) {
        return !revision.isEmpty()
                && revision.length() <= MAX_REVISION_LENGTH
                && !NOT_IN_REVISIONS.matcher(revision).find()
                && List.of(revision.split("/", -1)).stream().allMatch(HubModelId::isRevisionPart);
    }

    private static boolean isRevisionPart(String part) {
        return !part.isEmpty() && !part.startsWith(".") && !part.endsWith(".") && !part.endsWith(".lock");
    }

    /**
     * The id in the form that {@link #parse} reads.
     *
     * @return {@code ORG/NAME}, with {@code @REVISION} unless that is {@value #DEFAULT_REVISION}
     */
    @Override
    public String toString() {
        return revision.equals(DEFAULT_REVISION) ? name : name + "@" + revision;
    }
}
