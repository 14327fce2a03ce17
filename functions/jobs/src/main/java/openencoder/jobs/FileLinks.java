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
import openencoder.media.ObjectStore.Stored;
import openencoder.media.Publication;
import openencoder.output.Made;
import openencoder.output.ManifestStore;
import openencoder.output.Output;
import openencoder.page.PageRequest;
import openencoder.refusal.Invalid;
import openencoder.refusal.NotFound;
import openencoder.web.http.BodyFields;
import openencoder.web.http.Listing;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** Links with which a client fetches outputs and brings sources, past us, for a while. */
final class FileLinks {
    private static final Logger LOG = LoggerFactory.getLogger(FileLinks.class);
    private static final Duration LIFE = Duration.ofHours(1);
    private static final String UPLOADS = "uploads/";
    private static final int LONGEST_NAME = 200;

    /** S3 takes no more in one PUT. */
    private static final long LARGEST_UPLOAD = 5L * 1024 * 1024 * 1024;

    private static final Pattern UNSAFE = Pattern.compile("[^A-Za-z0-9._-]");

    /**
     * One output and where to fetch it until then.
     *
     * @param rendition which of several it belongs to
     * @param url none if another job has replaced it
     * @param replacedBy that job, where it is known
     */
    record Fetch(
            @JsonUnwrapped OutputView output,
            Optional<String> rendition,
            Optional<URI> url,
            String method,
            Instant expires,
            Optional<Long> replacedBy) {}

    /**
     * Where to bring a file until then.
     *
     * @param source what to name as a job's source afterwards
     * @param size in bytes, if the link takes that size alone
     */
    record Bring(String source, URI url, String method, Instant expires, Optional<Long> size) {}

    /** What is sent to get an upload link. */
    record Upload(String filename, Optional<Long> size) {
        static Upload of(BodyFields fields) {
            var upload = new Upload(fields.text("filename"), fields.optionalWhole("size"));
            if (upload.size().filter(size -> size < 1 || size > LARGEST_UPLOAD).isPresent())
                throw new Invalid(
                        "upload.size",
                        "size",
                        "must be 1 to 5,368,709,120 bytes; bring a larger file to the bucket in"
                                + " parts, with S3's multipart upload");
            return upload;
        }
    }

    private final ObjectStore store;
    private final ManifestStore manifests;
    private final PlayableLinks playable;
    private final Buckets buckets;
    private final InstantSource clock;

    FileLinks(ObjectStore store, Buckets buckets, InstantSource clock) {
        this.store = store;
        this.manifests = new JsonManifests(store);
        this.playable = new PlayableLinks(store, buckets);
        this.buckets = buckets;
        this.clock = clock;
    }

    Listing<Fetch> outputsOf(Job job, PageRequest page) {
        var made = made(job);
        var shown = made.stream().skip(page.skipped()).limit(page.count()).toList();
        var there = there(shown);
        var items =
                shown.stream()
                        .map(
                                output ->
                                        toFetch(
                                                output,
                                                replacedBy(job, there.get(output.key())),
                                                () -> link(output, job, made)))
                        .toList();
        return new Listing<>(made.size(), items);
    }

    /** Nothing if it cannot be looked at: links are worth more than who has replaced what. */
    private Map<ObjectKey, Stored> there(List<Output> outputs) {
        try {
            return store.headAll(outputs.stream().map(Output::key).toList());
        } catch (RuntimeException failed) {
            LOG.atWarn().addKeyValue("reason", failed).log("Outputs not looked at");
            return Map.of();
        }
    }

    private static Optional<Long> replacedBy(Job job, @Nullable Stored there) {
        return Optional.ofNullable(there)
                .flatMap(Stored::publication)
                .filter(by -> !by.jobGuid().equals(job.guid()))
                .flatMap(Publication::job)
                .map(Publication.OfJob::id);
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
    Bring toUpload(Upload upload) {
        var now = clock.instant();
        var name = UPLOADS + Guid.next(now) + "/" + safe(upload.filename());
        var key = new ObjectKey(buckets.source(), name);
        var link =
                upload.size()
                        .map(size -> store.linkToPut(key, size, LIFE))
                        .orElseGet(() -> store.linkToPut(key, LIFE));
        var source = new MediaUri("", name).toString();
        return new Bring(source, link, "PUT", now.plus(LIFE), upload.size());
    }

    private URI link(Output output, Job job, List<Output> made) {
        return playable.to(output, job, made, LIFE)
                .orElseGet(() -> store.linkToGet(output.key(), LIFE));
    }

    private Fetch toFetch(Output output, Optional<Long> replacedBy, Supplier<URI> toIt) {
        var link = replacedBy.isPresent() ? Optional.<URI>empty() : Optional.of(toIt.get());
        return new Fetch(
                OutputView.of(output),
                Optional.empty(),
                link,
                "GET",
                clock.instant().plus(LIFE),
                replacedBy);
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
