package openencoder.bench.crash;

import java.util.List;
import java.util.Map;

/**
 * What there is when all jobs are over.
 *
 * @param objects of the destination bucket, whatever their prefix: SHA-256 by key
 * @param uploads keys of unfinished multipart uploads, after the sweep of the next day
 * @param processes FFmpeg's that still run, as a person would look for them
 * @param folders of attempts in the workers' folder, after the workers have left
 */
record Finding(
        Map<String, String> objects,
        List<String> uploads,
        List<String> processes,
        List<String> folders) {}
