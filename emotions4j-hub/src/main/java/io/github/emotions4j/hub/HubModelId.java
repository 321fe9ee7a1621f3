package io.github.emotions4j.hub;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Which model in which version: {@code ORG/NAME}, or a bare {@code NAME} for the hub's oldest models, and a revision.
 *
 * @param name the model's name on the hub, such as {@code SamLowe/roberta-base-go_emotions}
 * @param revision a branch, a tag, {@code refs/pr/N}, or the 40 hexadecimal digits of a commit
 */
public record HubModelId(String name, String revision) {

    /** The revision that is meant when none is named. */
    public static final String DEFAULT_REVISION = "main";

    private static final Pattern PART = Pattern.compile("[A-Za-z0-9_](?:[A-Za-z0-9_.-]{0,94}[A-Za-z0-9_])?");
    private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{40}");
    private static final Pattern NOT_IN_REVISIONS = Pattern.compile("[\\x00-\\x20\\x7f~^:?*\\[\\\\<>|\"]|@\\{|\\.\\.");
    private static final int LONGEST_REVISION = 200;

    /**
     * Checks both against the hub's and git's rules, so that neither can name a file outside the cache.
     *
     * @throws IllegalArgumentException if one breaks them; the message says what was found
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
     * @param id the id as users write it; without a revision, {@value #DEFAULT_REVISION} is meant
     * @return the id
     * @throws IllegalArgumentException if it is none; the message says what was found
     */
    public static HubModelId parse(String id) {
        int at = id.indexOf('@');
        return at < 0
                ? new HubModelId(id, DEFAULT_REVISION)
                : new HubModelId(id.substring(0, at), id.substring(at + 1));
    }

    /**
     * Reads an id where a folder could be meant too, and where a bare name is therefore no id.
     *
     * @param text what a user wrote
     * @return the id, or empty when the text is not {@code ORG/NAME} or {@code ORG/NAME@REVISION}
     */
    public static Optional<HubModelId> find(String text) {
        int at = text.indexOf('@');
        String name = at < 0 ? text : text.substring(0, at);
        String revision = at < 0 ? DEFAULT_REVISION : text.substring(at + 1);
        boolean found = name.indexOf('/') > 0 && isName(name) && isRevision(revision);
        return found ? Optional.of(new HubModelId(name, revision)) : Optional.empty();
    }

    /**
     * The same model in another version.
     *
     * @param other the revision
     * @return the id
     * @throws IllegalArgumentException if git allows no such revision
     */
    public HubModelId at(String other) {
        return new HubModelId(name, other);
    }

    /** Whether the revision is a commit, whose files never change. */
    boolean isPinned() {
        return isCommit(revision);
    }

    /** The model's folder in the cache, as Python names it. */
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

    // What git-check-ref-format forbids, and what Windows forbids in file names: refs are files.
    private static boolean isRevision(String revision) {
        return !revision.isEmpty()
                && revision.length() <= LONGEST_REVISION
                && !NOT_IN_REVISIONS.matcher(revision).find()
                && List.of(revision.split("/", -1)).stream().allMatch(HubModelId::isRevisionPart);
    }

    private static boolean isRevisionPart(String part) {
        return !part.isEmpty() && !part.startsWith(".") && !part.endsWith(".") && !part.endsWith(".lock");
    }

    /**
     * The id as users write it.
     *
     * @return {@code ORG/NAME}, with {@code @REVISION} unless that is {@value #DEFAULT_REVISION}
     */
    @Override
    public String toString() {
        return revision.equals(DEFAULT_REVISION) ? name : name + "@" + revision;
    }
}
