package openencoder.aws.s3;

import openencoder.aws.client.Backoff;
import openencoder.media.IfExists;
import openencoder.media.ObjectKey;
import openencoder.media.ObjectStore.NoSuchObject;
import openencoder.media.ObjectStore.Stored;
import openencoder.media.ObjectStore.Taken;
import openencoder.media.Publication;
import openencoder.media.Publication.OfJob;
import openencoder.media.Publication.Verdict;

import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;

/**
 * Copies a staged object to its published place on the condition that what stands there is still
 * what was looked at. A copy of parts, not CopyObject: that is good for 5 GiB only, and not every
 * S3 checks its conditions.
 *
 * <p>An ETag names content, not its mark. So two publishers that made the same bytes can replace
 * each other's marks in a race; the bytes are right either way.
 */
final class S3Publishing {
    private static final String JOB = "openencoder-job";
    private static final String ATTEMPT = "openencoder-attempt";
    private static final String NUMBER = "openencoder-job-id";
    private static final String ACCOUNT = "openencoder-account";
    private static final String ASKED = "openencoder-asked";
    private static final int TRIES = 10;

    // Copied by S3 within S3: a few large parts, 5 GiB at the most.
    private static final long COPIED_PART = 256L << 20;

    private final S3Client s3;
    private final Function<ObjectKey, Optional<HeadObjectResponse>> head;

    S3Publishing(S3Client s3, Function<ObjectKey, Optional<HeadObjectResponse>> head) {
        this.s3 = s3;
        this.head = head;
    }

    static Stored stored(HeadObjectResponse head) {
        return new Stored(head.contentLength(), head.eTag(), publication(head.metadata()));
    }

    private static Optional<Publication> publication(Map<String, String> metadata) {
        var job = metadata.get(JOB);
        var attempt = metadata.getOrDefault(ATTEMPT, "");
        if (job == null || !attempt.matches("\\d{1,9}")) return Optional.empty();
        return Optional.of(new Publication(job, Integer.parseInt(attempt), ofJob(metadata)));
    }

    private static Optional<OfJob> ofJob(Map<String, String> metadata) {
        try {
            return Optional.of(
                    new OfJob(
                            Long.parseLong(metadata.getOrDefault(NUMBER, "")),
                            Long.parseLong(metadata.getOrDefault(ACCOUNT, "")),
                            Instant.parse(metadata.getOrDefault(ASKED, ""))));
        } catch (NumberFormatException | DateTimeParseException _) {
            // of an earlier release, or not ours
            return Optional.empty();
        }
    }

    private static Map<String, String> mark(Publication publication) {
        var mark = new HashMap<String, String>();
        mark.put(JOB, publication.jobGuid());
        mark.put(ATTEMPT, "" + publication.attempt());
        publication
                .job()
                .ifPresent(
                        job -> {
                            mark.put(NUMBER, "" + job.id());
                            mark.put(ACCOUNT, "" + job.account());
                            mark.put(ASKED, job.asked().toString());
                        });
        return mark;
    }

    boolean publish(ObjectKey staged, ObjectKey to, Publication publication, IfExists rule) {
        var pause = new Backoff();
        for (var tries = 1; ; tries++) {
            var standing = head.apply(to).map(S3Publishing::stored);
            var mark = standing.flatMap(Stored::publication);
            var verdict = standing.isEmpty() ? Verdict.COPY : publication.verdict(mark, rule);
            switch (verdict) {
                case DONE -> {
                    return true;
                }
                case SUPERSEDED -> {
                    return false;
                }
                case TAKEN -> throw new Taken(to, mark);
                case COPY -> {}
            }
            try {
                copy(staged, to, publication, standing.map(Stored::etag));
                return true;
            } catch (S3Exception refused) {
                // there is something that we may not look at
                if (tries == TRIES && standing.isEmpty() && S3Errors.isConditionFailed(refused))
                    throw new Taken(to, Optional.empty());
                if (tries == TRIES || !hasChanged(refused)) throw refused;
                pause.once();
            }
        }
    }

    // A condition on an ETag finds no key when the object was deleted meanwhile; an upload is gone
    // when it was completed, the answer got lost and the SDK asked again.
    private static boolean hasChanged(S3Exception refused) {
        return S3Errors.isConditionFailed(refused)
                || S3Errors.isKeyMissing(refused)
                || S3Errors.isUploadGone(refused);
    }

    private void copy(
            ObjectKey staged, ObjectKey to, Publication publication, Optional<String> etagThere) {
        var source = head.apply(staged).orElseThrow(() -> new NoSuchObject(staged));
        var mark = mark(publication);
        if (source.contentLength() == 0) {
            putEmpty(to, source.contentType(), mark, etagThere);
            return;
        }
        var parts = Parts.of(source.contentLength(), COPIED_PART).list();
        try (var upload = new MultipartUpload(s3, to, source.contentType(), mark)) {
            var copies =
                    parts.stream()
                            .<Callable<CompletedPart>>map(
                                    part -> () -> upload.copy(part, staged, source.eTag()))
                            .toList();
            var copied = new Transfer(S3ObjectStore.WIDTH, _ -> {}).run(copies);
            upload.complete(
                    copied,
                    source.contentLength(),
                    b -> etagThere.ifPresentOrElse(b::ifMatch, () -> b.ifNoneMatch("*")));
        }
    }

    private void putEmpty(
            ObjectKey to,
            String contentType,
            Map<String, String> mark,
            Optional<String> etagThere) {
        s3.putObject(
                b -> {
                    b.bucket(to.bucket()).key(to.key()).contentType(contentType).metadata(mark);
                    etagThere.ifPresentOrElse(b::ifMatch, () -> b.ifNoneMatch("*"));
                },
                RequestBody.empty());
    }
}
