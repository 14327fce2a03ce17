package openencoder.jobs;

import com.fasterxml.jackson.annotation.JsonUnwrapped;

import openencoder.job.Guid;
import openencoder.job.Job;
import openencoder.job.Output;
import openencoder.jobs.JobsSettings.Buckets;
import openencoder.media.MediaUri;
import openencoder.media.ObjectKey;
import openencoder.media.ObjectStore;
import openencoder.refusal.Invalid;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.regex.Pattern;

/** Links with which a client fetches outputs and brings sources, past us, for a while. */
final class FileLinks {
    private static final Duration LIFE = Duration.ofHours(1);
    private static final String UPLOADS = "uploads/";
    private static final int LONGEST_NAME = 200;
    private static final Pattern UNSAFE = Pattern.compile("[^A-Za-z0-9._-]");

    /** One output and where to fetch it until then. */
    record Fetch(@JsonUnwrapped OutputView output, URI url, String method, Instant expires) {}

    /**
     * Where to bring a file until then.
     *
     * @param source what to name as a job's source afterwards
     */
    record Bring(String source, URI url, String method, Instant expires) {}

    private final ObjectStore store;
    private final Buckets buckets;
    private final InstantSource clock;

    FileLinks(ObjectStore store, Buckets buckets, InstantSource clock) {
        this.store = store;
        this.buckets = buckets;
        this.clock = clock;
    }

    List<Fetch> outputsOf(Job job) {
        return JobView.outputsOf(job).stream().map(this::toFetch).toList();
    }

    /** A place of its own for each upload, so that nobody overwrites another's. */
    Bring toUpload(String filename) {
        var now = clock.instant();
        var key = UPLOADS + Guid.next(now) + "/" + safe(filename);
        var link = store.linkToPut(new ObjectKey(buckets.source(), key), LIFE);
        return new Bring(new MediaUri("", key).toString(), link, "PUT", now.plus(LIFE));
    }

    private Fetch toFetch(Output output) {
        var link = store.linkToGet(output.key(), LIFE);
        return new Fetch(OutputView.of(output), link, "GET", clock.instant().plus(LIFE));
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
