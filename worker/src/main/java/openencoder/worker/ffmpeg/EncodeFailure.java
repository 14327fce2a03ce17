package openencoder.worker.ffmpeg;

import openencoder.job.JobError;

/** This attempt cannot go on; the error says why and whose doing it was. */
public final class EncodeFailure extends RuntimeException {
    private final transient JobError error;

    public EncodeFailure(JobError error) {
        super(error.code() + ": " + error.message());
        this.error = error;
    }

    public EncodeFailure(JobError.Kind kind, String code, String message, String logTail) {
        this(new JobError(kind, code, message, logTail));
    }

    public JobError error() {
        return error;
    }
}
