package openencoder.jobs;

import com.fasterxml.jackson.annotation.JsonUnwrapped;

import openencoder.aws.s3.JsonManifests;
import openencoder.job.Guid;
import openencoder.job.Job;
import openencoder.job.JobState;
import openencoder.jobs.JobsSettings.Buckets;
import openencoder.media.MediaUri;
import openencoder.media.ObjectKey;
import openencoder.media.ObjectStore;
import openencoder.output.Made;
import openencoder.output.ManifestStore;
import openencoder.output.Output;
import openencoder.page.PageRequest;
import openencoder.refusal.Invalid;
import openencoder.refusal.NotFound;
import openencoder.web.http.Listing;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Links with which a client fetches outputs and brings sources, past us, for a while. */
final class FileLinks {
    private static final Duration LIFE = Duration.ofHours(1);
    private static final String UPLOADS = "uploads/";
    private static final int LONGEST_NAME = 200;
    private static final Pattern UNSAFE = Pattern.compile("[^A-Za-z0-9._-]");

    /**
     * One output and where to fetch it until then.
     *
     * @param rendition which of several it belongs to
     * @param replacedBy the job that has published something else there since, where that is known
     */
    record Fetch(
            @JsonUnwrapped OutputView output,
            Optional<String> rendition,
            URI url,
            String method,
            Instant expires,
            Optional<Long> replacedBy) {}

    /**
     * Where to bring a file until then.
     *
     * @param source what to name as a job's source afterwards
     */
    record Bring(String source, URI url, String method, Instant expires) {}

    private final ObjectStore store;
    private final ManifestStore manifests;
    private final Buckets buckets;
    private final InstantSource clock;

    FileLinks(ObjectStore store, Buckets buckets, InstantSource clock) {
        this.store = store;
        this.manifests = new JsonManifests(store);
        this.buckets = buckets;
        this.clock = clock;
    }

    Listing<Fetch> outputsOf(Job job, PageRequest page) {
        var made = made(job);
        var items =
                made.stream().skip(page.skipped()).limit(page.count()).map(this::toFetch).toList();
        return new Listing<>(made.size(), items);
    }

    private List<Output> made(Job job) {
        if (!(job.state() instanceof JobState.Completed completed)) return List.of();
        var attempt = completed.result().attempt();
        return switch (completed.made()) {
            case Made.Inline inline -> inline.outputs();
            case Made.Listed listed -> {
                var at = job.manifestAt(buckets.destination(), attempt);
                yield listed(job, at, listed.manifestSha256());
            }
        };
    }

    private List<Output> listed(Job job, ObjectKey at, String sha256) {
        try {
            return manifests.read(at, sha256).outputs();
        } catch (ObjectStore.NoSuchObject _) {
            throw new NotFound("list of outputs of job", job.id());
        }
    }

    /** A place of its own for each upload, so that none overwrites another. */
    Bring toUpload(String filename) {
        var now = clock.instant();
        var key = UPLOADS + Guid.next(now) + "/" + safe(filename);
        var link = store.linkToPut(new ObjectKey(buckets.source(), key), LIFE);
        return new Bring(new MediaUri("", key).toString(), link, "PUT", now.plus(LIFE));
    }

    private Fetch toFetch(Output output) {
        var link = store.linkToGet(output.key(), LIFE);
        return new Fetch(
                OutputView.of(output),
                Optional.empty(),
                link,
                "GET",
                clock.instant().plus(LIFE),
                Optional.empty());
    }

    private static String safe(String filename) {
        var name =
                filename.substring(
                        Math.max(filename.lastIndexOf('/'), filename.lastIndexOf('\\')) + 1);
        if (name.isBlank() || name.equals(".") || name.equals(".."))
            throw new Invalid(
                    "upload.filename", "filename", "must be a file's name, like film.mp4");
        var safe = UNSAFE.matcher(name).replaceAll("_");
        return safe.length() <= LONGEST_NAME ? safe : safe.substring(safe.length() - LONGEST_NAME);
    }
}
