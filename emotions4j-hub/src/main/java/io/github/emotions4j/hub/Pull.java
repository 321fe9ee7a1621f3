package io.github.emotions4j.hub;

import io.github.emotions4j.hub.FileChooser.Choice;
import io.github.emotions4j.hub.FileChooser.Presence;
import io.github.emotions4j.modelfolder.ModelFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;

/** Brings the selected files of one model into the cache. */
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
        if (id.isPinned() && isComplete(id.revision())) {
            return cached.snapshot(id.revision());
        }
        Optional<String> cachedCommit = cached.commit().filter(this::isUsable);
        HubListing listing;
        try {
            listing = (cachedCommit.isPresent() ? client.withAttempts(1) : client).list();
        } catch (TransientHubException unreachable) {
            if (cachedCommit.isEmpty()) {
                throw unreachable;
            }
            String commit = cachedCommit.get();
            listener.noticed(unreachable.getMessage() + "; using commit " + commit + " of " + id + " from the cache");
            return cached.snapshot(commit);
        }
        return online(listing);
    }

    private Path online(HubListing listing) throws IOException {
        String commit = listing.commit();
        Choice choice = FileChooser.choose(selection, listing::presence);
        MissingFiles.requireComplete(id, selection, choice, listing.names());
        fetch(commit, choice.present());
        if (choice.present().contains(ModelFiles.WEIGHTS_INDEX)) {
            fetch(commit, shards(commit, listing::presence));
        }
        recordInCache(commit, choice.absent());
        return cached.snapshot(commit);
    }

    private List<String> shards(String commit, Function<String, Presence> presence) throws IOException {
        List<String> shards = Shards.names(cached.file(commit, ModelFiles.WEIGHTS_INDEX));
        for (String shard : shards) {
            if (presence.apply(shard) != Presence.PRESENT) {
                throw new HubException("found no " + shard + " in " + id + ", expected every file that "
                        + ModelFiles.WEIGHTS_INDEX + " names");
            }
        }
        return shards;
    }

    private void fetch(String commit, List<String> names) throws IOException {
        List<Callable<FileMetadata>> requests = new ArrayList<>();
        for (String name : names) {
            RepositoryPath.require(name, "the list of files of " + id);
            if (!cached.has(commit, name)) {
                requests.add(() -> client.metadata(commit, name));
            }
        }
        List<FileMetadata> files = new ArrayList<>(ParallelTasks.run(options.parallelFiles(), requests));
        if (!files.isEmpty()) {
            // The largest first, so that it does not start last and delay the end.
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
        // Zero can also mean that the size is unknown.
        long free = cached.folder().toFile().getUsableSpace();
        if (free > 0 && missing > free) {
            throw new IOException("found " + free + " free bytes in " + options.cache() + ", expected " + missing
                    + " for " + id + "; set HF_HUB_CACHE to another folder");
        }
        listener.planned(files.size(), bytes);
    }

    // These records only save requests later, so a cache that cannot be written is no failure.
    private void recordInCache(String commit, List<String> absent) {
        try {
            cached.recordCommit(commit);
            cached.recordAbsent(commit, absent);
        } catch (IOException cannotWrite) {
            listener.noticed("cannot record the commit of " + id + " in the cache: " + cannotWrite.getMessage());
        }
    }

    private Path offline() throws IOException {
        String commit = cached.commit().orElseThrow(() -> MissingFiles.notCached(id, options, cached));
        Choice choice = choiceInCache(commit);
        MissingFiles.requireCached(id, selection, choice, options);
        for (String shard : shardsInCache(commit, choice)) {
            if (!cached.has(commit, shard)) {
                throw MissingFiles.notCached(id, options, shard);
            }
        }
        return cached.snapshot(commit);
    }

    private Choice choiceInCache(String commit) {
        return FileChooser.choose(selection, name -> cached.presence(commit, name));
    }

    private List<String> shardsInCache(String commit, Choice choice) throws IOException {
        return choice.present().contains(ModelFiles.WEIGHTS_INDEX)
                ? Shards.names(cached.file(commit, ModelFiles.WEIGHTS_INDEX))
                : List.of();
    }

    /** Whether the cache has every file of the selection, and knows that the model has no other. */
    private boolean isComplete(String commit) throws IOException {
        Choice choice = choiceInCache(commit);
        return choice.isCertain() && hasShards(commit, choice);
    }

    /** Whether the cache has a configuration and weights. */
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
