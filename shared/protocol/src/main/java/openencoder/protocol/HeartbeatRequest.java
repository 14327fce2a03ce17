package openencoder.protocol;

import java.time.Instant;
import java.util.Optional;

/**
 * That a machine is alive, and what it does.
 *
 * @param job being worked on
 * @param attempt at that job
 * @param ffmpeg its version
 * @param host the machine's own name
 * @param started when the agent started
 * @param drained whether it was told to drain, has no job, and takes none any more
 */
public record HeartbeatRequest(
        Optional<Long> job,
        Optional<Integer> attempt,
        String ffmpeg,
        String host,
        Instant started,
        boolean drained) {}
