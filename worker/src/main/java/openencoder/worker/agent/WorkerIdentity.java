package openencoder.worker.agent;

import java.time.Duration;
import java.time.Instant;

/**
 * @param host the machine's name
 * @param ffmpeg its version
 * @param lease how long the worker may be silent before another takes its job
 */
public record WorkerIdentity(
        String id, String host, String ffmpeg, Instant startedAt, Duration lease) {}
