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
 * @param ffmpeg FFmpeg's version
 */
public record WorkerReport(
        String id,
        String host,
        Optional<JobId> job,
        String ffmpeg,
        Instant startedAt,
        Instant lastSeen) {}
