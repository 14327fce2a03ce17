package openencoder.job;

import java.util.Locale;
import java.util.Optional;

/** The name of a {@link JobState}. */
public enum JobStatus {
    QUEUED,
    DOWNLOADING,
    PROBING,
    ENCODING,
    UPLOADING,
    COMPLETED,
    CANCELLED,
    ERROR,
    RESTARTING;

    /** As the API spells it, such as {@code encoding}. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<JobStatus> ofWireName(String name) {
        for (var status : values()) if (status.wireName().equals(name)) return Optional.of(status);
        return Optional.empty();
    }
}
