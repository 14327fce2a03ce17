package openencoder.worker.control;

import openencoder.job.JobId;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * That a machine is alive, and what it does.
 *
 * @param ffmpeg its version
 * @param host the machine's own name
 * @param drained whether it was told to drain, has no job, and takes none any more
 */
public record Beat(Optional<At> at, String ffmpeg, String host, Instant started, boolean drained) {

    /** A job and the attempt at it. */
    public record At(JobId job, int attempt) {}

    Map<String, Object> json() {
        var json = new HashMap<String, Object>();
        json.put("job", at.map(it -> it.job().value()).orElse(null));
        json.put("attempt", at.map(At::attempt).orElse(null));
        json.put("ffmpeg", ffmpeg);
        json.put("host", host);
        json.put("started", started.toString());
        json.put("drained", drained);
        return json;
    }
}
