package openencoder.worker.bundled;

/** Why one candidate for FFmpeg cannot be used, in words for the person who can change it. */
final class Unusable extends Exception {
    Unusable(String reason) {
        super(reason);
    }
}
