package openencoder.worker.agent;

/** The job is no longer this worker's: cancelled, ended, or taken over. Nothing more is written. */
final class LeaseLost extends RuntimeException {
    LeaseLost(String reason) {
        super(reason, null, false, false);
    }
}
