package openencoder.job;

import java.util.Locale;

/**
 * Why a job, or one attempt at it, failed.
 *
 * @param kind whose doing it was, which decides whether another attempt may help
 * @param code stable and dotted, such as {@code source.not_found}
 * @param message for the user: what is wrong and what to do
 * @param logTail FFmpeg's last lines, at most 4,000 characters; empty if it never ran
 */
public record JobError(Kind kind, String code, String message, String logTail) {
    /** Whose doing a failure was. */
    public enum Kind {
        /** The source is missing, broken or no media. */
        SOURCE,
        /** The preset cannot encode this source. */
        SETTINGS,
        /** The world's: a network, a store, a lost worker; the only kind that is tried again. */
        TRANSIENT,
        /** The source or its output is larger than a worker takes. */
        CAPACITY,
        /** Ours. */
        INTERNAL;

        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private static final int LOG_TAIL = 4_000;

    public JobError {
        if (logTail.length() > LOG_TAIL) logTail = logTail.substring(logTail.length() - LOG_TAIL);
    }

    public static JobError of(Kind kind, String code, String message) {
        return new JobError(kind, code, message, "");
    }

    public boolean isWorthRetrying() {
        return kind == Kind.TRANSIENT;
    }
}
