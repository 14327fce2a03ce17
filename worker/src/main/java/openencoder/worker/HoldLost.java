package openencoder.worker;

/** The job is no longer this worker's: cancelled, ended, or taken over. Nothing more is written. */
final class HoldLost extends RuntimeException {
    HoldLost(String reason) {
        super(reason, null, false, false);
    }
}
