package io.github.emotions4j.hub;

import io.github.emotions4j.core.internal.AtomicFile;
import io.github.emotions4j.hub.FileChooser.Presence;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/**
 * One model in the cache on disk, laid out as Python's huggingface_hub does:
 *
 * <pre>
 * models--ORG--NAME/refs/main                    the commit of the branch
 * models--ORG--NAME/snapshots/COMMIT/config.json a relative link to the blob
 * models--ORG--NAME/blobs/ETAG                   the bytes of a file
 * models--ORG--NAME/.no_exist/COMMIT/vocab.txt   marks a file that the commit does not have
 * .locks/models--ORG--NAME/ETAG.lock
 * </pre>
 *
 * <p>Source: <a href="https://huggingface.co/docs/hub/local-cache">the hub's description of its cache</a>. Immutable;
 * threads and processes can write to the same cache at the same time.
 */
final class CachedModel {

    private final HubModelId id;
    private final Path folder;
    private final Path locks;
    private final boolean symbolicLinks;

    CachedModel(HubOptions options, HubModelId id) {
        this.id = id;
        Path cache = options.cache().toAbsolutePath().normalize();
        this.folder = cache.resolve(id.folderName());
        this.locks = cache.resolve(".locks").resolve(id.folderName());
        this.symbolicLinks = options.symbolicLinks();
    }

    Path folder() {
        return folder;
    }

    Path snapshot(String commit) {
        return folder.resolve("snapshots").resolve(commit);
    }

    /** A file of a snapshot; {@link RepositoryPath} must have accepted the name. */
    Path file(String commit, String name) {
        return inside(snapshot(commit), name);
    }

    Path blob(String etag) {
        return folder.resolve("blobs").resolve(etag);
    }

    /**
     * The file that a download appends to. Its name differs from the one in Python's huggingface_hub: on Linux,
     * Python's locks and Java's do not see each other, so both could append to the same file.
     */
    Path partial(String etag) {
        return folder.resolve("blobs").resolve(etag + ".emotions4j.incomplete");
    }

    Path lock(String etag) {
        return locks.resolve(etag + ".lock");
    }

    /** How many bytes of a file are still to download. */
    long missingBytes(FileMetadata file) throws IOException {
        Path partial = partial(file.etag());
        if (Files.exists(blob(file.etag()))) {
            return 0;
        }
        return Files.exists(partial) ? Math.max(0, file.size() - Files.size(partial)) : file.size();
    }

    /** The commit of the id's revision, if the cache knows it. */
    Optional<String> commit() throws IOException {
        if (id.isPinned()) {
            return Optional.of(id.revision());
        }
        Path ref = ref();
        if (!Files.isRegularFile(ref)) {
            return Optional.empty();
        }
        String commit = Files.readString(ref).strip();
        return HubModelId.isCommit(commit) ? Optional.of(commit) : Optional.empty();
    }

    /** Records the commit of the revision. */
    void recordCommit(String commit) throws IOException {
        if (!id.isPinned() && !commit().equals(Optional.of(commit))) {
            Path ref = ref();
            Files.createDirectories(ref.getParent());
            AtomicFile.write(ref, commit);
        }
    }

    boolean has(String commit, String name) {
        return Files.isRegularFile(file(commit, name));
    }

    Presence presence(String commit, String name) {
        if (has(commit, name)) {
            return Presence.PRESENT;
        }
        return Files.exists(absenceMarker(commit, name)) ? Presence.ABSENT : Presence.UNKNOWN;
    }

    /** Records that a commit does not have these files; Python's tools read these records too. */
    void recordAbsent(String commit, List<String> names) throws IOException {
        for (String name : names) {
            Path marker = absenceMarker(commit, name);
            if (!Files.exists(marker)) {
                Files.createDirectories(marker.getParent());
                createIfAbsent(marker);
            }
        }
    }

    private static void createIfAbsent(Path file) throws IOException {
        try {
            Files.createFile(file);
        } catch (FileAlreadyExistsException otherWasFaster) {
            return;
        }
    }

    /** Adds a blob to a snapshot as a link, or as a copy if links are not allowed. */
    void addToSnapshot(String etag, String commit, String name) throws IOException {
        Path file = file(commit, name);
        if (Files.exists(file)) {
            return;
        }
        Files.createDirectories(file.getParent());
        // A link whose blob was deleted does not count as existing.
        Files.deleteIfExists(file);
        if (!symbolicLinks || !link(file, blob(etag))) {
            copy(blob(etag), file);
        }
    }

    private static boolean link(Path file, Path blob) throws IOException {
        try {
            Path parent = Objects.requireNonNull(file.getParent(), "folder of the file");
            Files.createSymbolicLink(file, parent.relativize(blob));
            return true;
        } catch (FileAlreadyExistsException otherWasFaster) {
            return true;
        } catch (UnsupportedOperationException | FileSystemException notAllowed) {
            return false;
        }
    }

    private static void copy(Path blob, Path file) throws IOException {
        Path temporary = file.resolveSibling("." + file.getFileName() + "." + UUID.randomUUID() + ".tmp");
        try {
            Files.copy(blob, temporary);
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    /** Whether the cache has any snapshot of this model. */
    boolean isKnown() {
        return Files.isDirectory(folder.resolve("snapshots"), LinkOption.NOFOLLOW_LINKS);
    }

    private Path ref() {
        return inside(folder.resolve("refs"), id.revision());
    }

    private Path absenceMarker(String commit, String name) {
        return inside(folder.resolve(".no_exist").resolve(commit), name);
    }

    // Prevents path traversal even if a caller did not check the name.
    private static Path inside(Path parent, String name) {
        Path child = parent.resolve(name).normalize();
        if (!child.startsWith(parent) || child.equals(parent)) {
            throw new HubException("found '" + name + "', expected a name inside " + parent);
        }
        return child;
    }
}
