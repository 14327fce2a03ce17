package openencoder.worker.agent;

/** What was committed is not there any more: it has to be made again. */
final class StagedFilesGone extends RuntimeException {
    StagedFilesGone(RuntimeException cause) {
        super(cause.getMessage(), cause);
    }
}
