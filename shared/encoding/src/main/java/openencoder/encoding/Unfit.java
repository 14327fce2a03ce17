package openencoder.encoding;

/** A value that does not fit; the message says what is wrong and what would be right. */
final class Unfit extends RuntimeException {
    Unfit(String message) {
        super(message, null, false, false);
    }

    Unfit(String format, Object... details) {
        this(format.formatted(details));
    }
}
