package openencoder.jobs;

import openencoder.job.Job;
import openencoder.jobs.JobsSettings.Buckets;
import openencoder.media.ObjectKey;
import openencoder.media.ObjectStore;
import openencoder.output.Output;
import openencoder.output.Playlists;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Links to playlists that a player can follow: to a copy of the playlist that has a link for each
 * of its segments. The copy is an object, so that neither an answer's size nor a player's missing
 * token matters; a lifecycle rule forgets it.
 */
final class PlayableLinks {
    private static final String TYPE = "application/vnd.apple.mpegurl";
    private static final int MOST_SEGMENTS = 10_000;

    private final ObjectStore store;
    private final Buckets buckets;

    PlayableLinks(ObjectStore store, Buckets buckets) {
        this.store = store;
        this.buckets = buckets;
    }

    /**
     * @param made all that the job made
     * @return empty for what is no playlist, has too many segments, or cannot be read
     */
    Optional<URI> to(Output output, Job job, List<Output> made, Duration life) {
        if (!output.contentType().equals(TYPE) || made.size() > MOST_SEGMENTS)
            return Optional.empty();
        var known = made.stream().map(Output::key).collect(Collectors.toSet());
        try {
            var text = new String(store.read(output.key()), StandardCharsets.UTF_8);
            var linked =
                    Playlists.linked(text, name -> link(output.key().sibling(name), known, life));
            var copy = copyOf(output, job);
            store.write(copy, linked.getBytes(StandardCharsets.UTF_8), TYPE);
            return Optional.of(store.linkToGet(copy, life));
        } catch (ObjectStore.NoSuchObject | ObjectStore.Denied _) {
            return Optional.empty();
        }
    }

    // A user may have put another playlist there; its links lead to this job's files alone.
    private String link(ObjectKey file, Set<ObjectKey> known, Duration life) {
        return known.contains(file)
                ? store.linkToGet(file, life).toString()
                : "missing/" + file.fileName().replaceAll("[^A-Za-z0-9._-]", "_");
    }

    private ObjectKey copyOf(Output output, Job job) {
        var key =
                ".openencoder/playlists/%s-%s/%d/%s"
                        .formatted(job.id(), job.guid(), job.attempt(), output.key().fileName());
        return new ObjectKey(buckets.destination(), key);
    }
}
