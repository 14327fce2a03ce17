package openencoder.worker.agent;

import openencoder.aws.client.AwsOutages;
import openencoder.aws.s3.JsonManifests;
import openencoder.job.JobError;
import openencoder.job.JobError.Kind;
import openencoder.media.IfExists;
import openencoder.media.ObjectKey;
import openencoder.media.ObjectStore;
import openencoder.media.ObjectStore.Copy;
import openencoder.media.ObjectStore.Denied;
import openencoder.media.ObjectStore.NoSuchBucket;
import openencoder.media.ObjectStore.NoSuchObject;
import openencoder.media.ObjectStore.Refused;
import openencoder.media.ObjectStore.Taken;
import openencoder.media.ObjectStore.Upload;
import openencoder.media.Publication;
import openencoder.media.Publication.Verdict;
import openencoder.output.Manifest;
import openencoder.output.ManifestStore;
import openencoder.worker.ffmpeg.EncodeFailure;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.LongConsumer;
import java.util.function.Supplier;

/** The object store, with its failures told in the words of a job's errors. */
public final class Storage {
    private static final Logger log = LoggerFactory.getLogger(Storage.class);

    /** Whose key a call is about. */
    private record Place(Kind kind, String codes, String may, String ifUnanswered) {}

    private static final String UNANSWERED = "transient.storage";
    private static final Place SOURCE = new Place(Kind.SOURCE, "source", "read", UNANSWERED);
    private static final Place STAGED =
            new Place(Kind.SETTINGS, "destination", "write to", UNANSWERED);
    private static final Place DESTINATION =
            new Place(Kind.SETTINGS, "destination", "write to", "destination.unavailable");

    private final ObjectStore store;
    private final ManifestStore manifests;

    public Storage(ObjectStore store) {
        this.store = store;
        this.manifests = new JsonManifests(store);
    }

    /** In bytes. */
    long sizeOf(ObjectKey source) {
        return answered(
                () -> store.head(source).orElseThrow(() -> new NoSuchObject(source)).size(),
                SOURCE);
    }

    void download(ObjectKey source, Path file, long size, LongConsumer received) {
        answered(() -> store.download(source, file, received), SOURCE);
        if (sizeOf(file) != size)
            throw new EncodeFailure(
                    JobError.of(
                            Kind.TRANSIENT,
                            UNANSWERED,
                            "The source changed or broke off while it was read."));
    }

    void uploadAll(List<Upload> files, LongConsumer sent) {
        answered(() -> store.uploadAll(files, sent), STAGED);
    }

    /**
     * @return its SHA-256
     */
    String write(Manifest manifest, ObjectKey to) {
        return answered(() -> manifests.write(manifest, to), STAGED);
    }

    /**
     * @param staged where it waits with the files that it lists
     * @param kept where it stands once another worker has published it
     * @throws StagedFilesGone if it is at neither place
     */
    Manifest read(ObjectKey staged, ObjectKey kept, String sha256) {
        return answered(
                () -> {
                    try {
                        return manifests.read(staged, sha256);
                    } catch (NoSuchObject _) {
                        return kept(kept, sha256);
                    }
                },
                DESTINATION);
    }

    private Manifest kept(ObjectKey kept, String sha256) {
        try {
            return manifests.read(kept, sha256);
        } catch (NoSuchObject gone) {
            throw new StagedFilesGone(gone);
        }
    }

    /** Whether a file could be put there, which must be known before a result is committed. */
    void checkWritable(ObjectKey key) {
        answered(() -> store.checkWritable(key), DESTINATION);
    }

    /** Whether there is nothing at these places that may not be replaced. */
    void checkFree(List<ObjectKey> keys, Publication publication, IfExists rule) {
        answered(
                () ->
                        store.headAll(keys)
                                .forEach(
                                        (key, there) -> {
                                            var by = there.publication();
                                            if (publication.verdict(by, rule) == Verdict.TAKEN)
                                                throw new Taken(key, by);
                                        }),
                DESTINATION);
    }

    /**
     * @throws StagedFilesGone if one of them is not there any more, nor published
     */
    void publishAll(List<Copy> files, Publication publication, IfExists rule) {
        for (var key : answered(() -> publishStaged(files, publication, rule), DESTINATION))
            log.atWarn().addKeyValue("key", key).log("A later publication stands there already");
    }

    private List<ObjectKey> publishStaged(
            List<Copy> files, Publication publication, IfExists rule) {
        try {
            return store.publishAll(files, publication, rule);
        } catch (NoSuchObject gone) {
            throw new StagedFilesGone(gone);
        }
    }

    /** Best effort: what stays behind is swept up later. */
    void removeAll(ObjectKey prefix) {
        try {
            store.deleteAll(store.list(prefix));
        } catch (RuntimeException failed) {
            log.atWarn()
                    .addKeyValue("key", prefix)
                    .addKeyValue("reason", failed)
                    .log("Staged files remain");
        }
    }

    static long sizeOf(Path file) {
        try {
            return Files.size(file);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static void answered(Runnable call, Place place) {
        answered(
                () -> {
                    call.run();
                    return null;
                },
                place);
    }

    private static <T> T answered(Supplier<T> call, Place place) {
        try {
            return call.get();
        } catch (EncodeFailure | LeaseLost | StagedFilesGone known) {
            throw known;
        } catch (Taken taken) {
            throw failure(
                    Kind.SETTINGS,
                    "destination.exists",
                    taken.getMessage() + " Name another place, or say \"if_exists\": \"replace\".");
        } catch (NoSuchBucket missing) {
            throw failure(place.kind(), place.codes() + ".not_found", missing.getMessage());
        } catch (NoSuchObject missing) {
            throw failure(place.kind(), place.codes() + ".not_found", missing.getMessage());
        } catch (Denied denied) {
            throw failure(
                    place.kind(),
                    place.codes() + ".forbidden",
                    "The worker may not %s %s; allow it to, or name another place."
                            .formatted(place.may(), denied.key()));
        } catch (Refused refused) {
            throw failure(place.kind(), place.codes() + ".refused", refused.getMessage());
        } catch (UncheckedIOException disk) {
            if (Diagnosis.isFull(disk)) throw disk;
            throw unanswered(disk, place);
        } catch (RuntimeException failed) {
            throw unanswered(failed, place);
        }
    }

    private static EncodeFailure unanswered(RuntimeException failed, Place place) {
        log.atWarn().addKeyValue("reason", failed).log("Object store failed");
        return failure(
                Kind.TRANSIENT,
                place.ifUnanswered(),
                "The object store did not do what it was asked: " + AwsOutages.words(failed));
    }

    private static EncodeFailure failure(Kind kind, String code, String message) {
        return new EncodeFailure(JobError.of(kind, code, message));
    }
}
