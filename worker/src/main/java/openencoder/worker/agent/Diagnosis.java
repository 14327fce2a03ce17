package openencoder.worker.agent;

import openencoder.job.JobError;
import openencoder.job.JobError.Kind;
import openencoder.job.Unstorable;
import openencoder.refusal.Refusal;
import openencoder.worker.ffmpeg.EncodeFailure;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.UncheckedIOException;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;

/** What a failure means for the job. */
final class Diagnosis {
    private static final Logger log = LoggerFactory.getLogger(Diagnosis.class);

    private Diagnosis() {}

    static JobError of(Exception failure) {
        return switch (failure) {
            case EncodeFailure known -> known.error();
            case StagedFilesGone gone ->
                    JobError.of(
                            Kind.TRANSIENT,
                            "transient.staged_files",
                            "The encoded files are gone that waited to be published: "
                                    + gone.getMessage());
            case Refusal refusal -> JobError.of(Kind.SETTINGS, code(refusal), refusal.getMessage());
            case UncheckedIOException disk when isFull(disk) ->
                    JobError.of(
                            Kind.CAPACITY,
                            "capacity.disk",
                            "The worker's disk was full before the job was done.");
            case Unstorable row ->
                    JobError.of(Kind.INTERNAL, "internal.unstorable", row.getMessage());
            default -> unexpected(failure);
        };
    }

    // A preset was checked when it was made; what it meets here is a source that it does not fit.
    private static String code(Refusal refusal) {
        return refusal.code().startsWith("settings.") ? refusal.code() : "settings.refused";
    }

    static boolean isFull(UncheckedIOException failure) {
        return String.valueOf(failure.getCause().getMessage()).contains("No space left on device");
    }

    private static JobError unexpected(Exception failure) {
        var errorId = HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextInt());
        log.atError().addKeyValue("errorId", errorId).setCause(failure).log("Unexpected failure");
        return JobError.of(
                Kind.INTERNAL,
                "internal.unexpected",
                "Something is wrong with the worker; its log tells more under error %s."
                        .formatted(errorId));
    }
}
