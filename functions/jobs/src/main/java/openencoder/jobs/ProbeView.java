package openencoder.jobs;

import openencoder.job.SourceFacts;

import java.util.Optional;

/**
 * What the source was found to be.
 *
 * @param duration in seconds
 */
record ProbeView(
        String format,
        long size,
        Optional<Double> duration,
        Optional<SourceFacts.Video> video,
        Optional<SourceFacts.Audio> audio) {
    static ProbeView of(SourceFacts facts) {
        return new ProbeView(
                facts.format(),
                facts.size(),
                facts.duration().map(length -> length.toMillis() / 1000.0),
                facts.video(),
                facts.audio());
    }
}
