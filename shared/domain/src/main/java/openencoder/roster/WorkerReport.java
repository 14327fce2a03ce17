package openencoder.roster;

import openencoder.job.JobId;

import java.time.Instant;
import java.util.Optional;

/**
 * What a worker says of itself, every few seconds.
 *
 * @param id unique among workers that live at the same time
 * @param host the machine's name
 * @param job what it works on; empty when idle
 * @param ffmpeg FFmpeg's version; empty if it found none
 * @param failure why it cannot work, and has ended; a later report of the same worker takes its
 *     place
 */
public record WorkerReport(
        String id,
        String host,
        Optional<JobId> job,
        String ffmpeg,
        Instant startedAt,
        Instant lastSeen,
        Optional<String> failure) {
    private static final int LONGEST = 500;

    /** A worker that works, or waits for work. */
    public WorkerReport(
            String id,
            String host,
            Optional<JobId> job,
            String ffmpeg,
            Instant startedAt,
            Instant lastSeen) {
        this(id, host, job, ffmpeg, startedAt, lastSeen, Optional.empty());
    }

    /**
     * A worker that ends, as it cannot work.
     *
     * @param why in its words, of which the first 500 characters are kept
     */
    public static WorkerReport unable(String id, String host, String why, Instant now) {
        var words = why.length() > LONGEST ? why.substring(0, LONGEST) : why;
        return new WorkerReport(id, host, Optional.empty(), "", now, now, Optional.of(words));
    }
}
