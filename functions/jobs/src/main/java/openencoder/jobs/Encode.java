package openencoder.jobs;

import openencoder.encoding.EncodingSettings;
import openencoder.job.NewJob;
import openencoder.output.OutputSet;
import openencoder.refusal.Invalid;
import openencoder.web.http.Json;

/** What a job comes to: the settings of its preset, and what they make. */
record Encode(EncodingSettings settings, OutputSet outputs) {
    /**
     * @throws Invalid {@code media.extension} if the destination's name is that of another kind of
     *     file than the preset makes, {@code media.uri} if it leads to keys that are too long
     */
    static Encode of(NewJob job) {
        var settings = EncodingSettings.of(Json.object("preset", job.preset().data()));
        if (job.dest().isPrefix()) {
            var outputs = OutputSet.of(job.preset(), job.dest());
            return new Encode(
                    settings.forOutput(job.preset().output()), outputs.requireShortKeys());
        }
        var name = job.dest().key().substring(job.dest().key().lastIndexOf('/') + 1);
        try {
            settings = settings.inFormatOf(name);
        } catch (Invalid refused) {
            var reason = refused.fields().getFirst().message();
            throw new Invalid("media.extension", "dest", reason);
        }
        return new Encode(settings, OutputSet.of(job.preset(), job.dest()).requireShortKeys());
    }
}
