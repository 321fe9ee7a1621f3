package io.github.emotions4j.hub;

import io.github.emotions4j.hub.FileChooser.Choice;
import io.github.emotions4j.hub.FileChooser.Presence;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;

/** One pull of one model. */
final class Pull {

    private final HubOptions options;
    private final HubModelId id;
    private final FileSelection selection;
    private final HubClient client;
    private final PullListener listener;
    private final CachedModel cached;

    Pull(HubOptions options, HubModelId id, FileSelection selection, HubClient client, PullListener listener) {
        this.options = options;
        this.id = id;
        this.selection = selection;
        this.client = client;
        this.listener = listener;
        this.cached = new CachedModel(options, id);
    }

    Path run() throws IOException {
        if (options.offline()) {
            return offline();
        }
        if (id.isPinned() && isCertain(id.revision())) {
            return cached.snapshot(id.revision());
        }
        Optional<String> standIn = cached.commit().filter(this::isUsable);
        HubListing listing;
        try {
            listing = (standIn.isPresent() ? client.withAttempts(1) : client).list();
        } catch (TransientHubException unreachable) {
            if (standIn.isEmpty()) {
                throw unreachable;
            }
            String commit = standIn.get();
            listener.noticed(unreachable.getMessage() + "; using commit " + commit + " of " + id + " from the cache");
            return cached.snapshot(commit);
        }
        return online(listing);
    }

    private Path online(HubListing listing) throws IOException {
        String commit = listing.commit();
        Choice choice = FileChooser.choose(selection, listing::presence);
        MissingFiles.check(id, selection, choice, listing.names());
        fetch(commit, choice.present());
        if (choice.present().contains(FileSelection.SHARD_INDEX)) {
            fetch(commit, shards(commit, listing::presence));
        }
        remember(commit, choice.absent());
        return cached.snapshot(commit);
    }

    private List<String> shards(String commit, Function<String, Presence> presence) throws IOException {
        List<String> shards = ShardIndex.files(cached.file(commit, FileSelection.SHARD_INDEX));
        for (String shard : shards) {
            if (presence.apply(shard) != Presence.PRESENT) {
                throw new HubException("found no " + shard + " in " + id + ", expected every file that "
                        + FileSelection.SHARD_INDEX + " names");
            }
        }
        return shards;
    }

    private void fetch(String commit, List<String> names) throws IOException {
        List<Callable<FileMetadata>> questions = new ArrayList<>();
        for (String name : names) {
            RepositoryPath.require(name, "the list of files of " + id);
            if (!cached.has(commit, name)) {
                questions.add(() -> client.metadata(commit, name));
            }
        }
        List<FileMetadata> files = new ArrayList<>(ParallelTasks.run(options.parallelFiles(), questions));
        if (!files.isEmpty()) {
            // The largest first, or the end waits for it alone.
            files.sort(Comparator.comparingLong(FileMetadata::size).reversed());
            plan(files);
            ParallelTasks.run(options.parallelFiles(), downloads(files));
        }
    }

    private List<Callable<String>> downloads(List<FileMetadata> files) {
        List<Callable<String>> downloads = new ArrayList<>();
        for (FileMetadata file : files) {
            downloads.add(() -> {
                new BlobDownload(client, cached, file, listener).run();
                return file.name();
            });
        }
        return downloads;
    }

    private void plan(List<FileMetadata> files) throws IOException {
        long bytes = files.stream().mapToLong(FileMetadata::size).sum();
        Files.createDirectories(cached.folder());
        long missing = 0;
        for (FileMetadata file : files) {
            missing += cached.missingBytes(file);
        }
        // Zero also means that the system does not say.
        long free = cached.folder().toFile().getUsableSpace();
        if (free > 0 && missing > free) {
            throw new IOException("found " + free + " free bytes in " + options.cache() + ", expected " + missing
                    + " for " + id + "; HF_HUB_CACHE names another folder");
        }
        listener.planned(files.size(), bytes);
    }

    // What is remembered saves questions later; a cache that cannot be written does without.
    private void remember(String commit, List<String> absent) {
        try {
            cached.remember(commit);
            cached.rememberAbsent(commit, absent);
        } catch (IOException cannotWrite) {
            listener.noticed("the cache does not remember what " + id + " is: " + cannotWrite.getMessage());
        }
    }

    private Path offline() throws IOException {
        String commit = cached.commit().orElseThrow(() -> MissingFiles.offline(id, options, cached));
        Choice choice = choiceInCache(commit);
        MissingFiles.checkOffline(id, selection, choice, options);
        for (String shard : shardsInCache(commit, choice)) {
            if (!cached.has(commit, shard)) {
                throw MissingFiles.offline(id, options, shard);
            }
        }
        return cached.snapshot(commit);
    }

    private Choice choiceInCache(String commit) {
        return FileChooser.choose(selection, name -> cached.presence(commit, name));
    }

    private List<String> shardsInCache(String commit, Choice choice) throws IOException {
        return choice.present().contains(FileSelection.SHARD_INDEX)
                ? ShardIndex.files(cached.file(commit, FileSelection.SHARD_INDEX))
                : List.of();
    }

    /** Whether the cache has every file, and knows that there are no others. */
    private boolean isCertain(String commit) throws IOException {
        Choice choice = choiceInCache(commit);
        return choice.isCertain() && hasShards(commit, choice);
    }

    /** Whether the cache has enough to work with. */
    private boolean isUsable(String commit) {
        try {
            Choice choice = choiceInCache(commit);
            return choice.isEnough() && hasShards(commit, choice);
        } catch (IOException | HubException damaged) {
            return false;
        }
    }

    private boolean hasShards(String commit, Choice choice) throws IOException {
        return shardsInCache(commit, choice).stream().allMatch(shard -> cached.has(commit, shard));
    }
}
