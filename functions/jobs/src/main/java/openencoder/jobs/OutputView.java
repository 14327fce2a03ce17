package openencoder.jobs;

import openencoder.output.Output;

import java.util.Optional;

/**
 * A file that a job made.
 *
 * @param kind main, segment, init and so on
 * @param key within the bucket
 * @param uri bucket and key in one
 * @param size in bytes
 * @param duration in seconds; null for a file that is no film
 * @param codec of its video, or of its audio where there is no video
 */
record OutputView(
        String bucket,
        String key,
        String uri,
        String kind,
        String contentType,
        long size,
        Optional<Double> duration,
        String sha256,
        Optional<String> codec,
        Optional<Integer> width,
        Optional<Integer> height,
        Optional<String> audioCodec) {
    static OutputView of(Output output) {
        return new OutputView(
                output.key().bucket(),
                output.key().key(),
                output.key().toString(),
                output.kind().wireName(),
                output.contentType(),
                output.size(),
                output.duration().map(length -> length.toMillis() / 1000.0),
                output.sha256(),
                output.video().map(Output.Video::codec).or(output::audio),
                output.video().map(Output.Video::width),
                output.video().map(Output.Video::height),
                output.audio());
    }
}
