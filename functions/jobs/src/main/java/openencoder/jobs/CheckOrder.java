package openencoder.jobs;

import openencoder.account.UserId;
import openencoder.job.NewJob;
import openencoder.jobs.JobsSettings.Buckets;
import openencoder.media.IfExists;
import openencoder.media.MediaUri;
import openencoder.preset.Preset;
import openencoder.preset.PresetRepository;
import openencoder.refusal.FieldErrors;
import openencoder.refusal.Invalid;

import java.util.Optional;

/** Turns an order into a job that can be made, or refuses it and names every reason. */
final class CheckOrder {
    private final PresetRepository presets;
    private final Buckets buckets;

    CheckOrder(PresetRepository presets, Buckets buckets) {
        this.presets = presets;
        this.buckets = buckets;
    }

    NewJob check(Order order, UserId user) {
        var errors = FieldErrors.keepingSingle("job.invalid");
        var preset = errors.collect(() -> preset(order.preset()));
        var source = errors.collect(() -> source(order.source()));
        var dest = errors.collect(() -> MediaUri.parse("dest", order.dest()));
        var ifExists = errors.collect(() -> ifExists(order.ifExists()));
        errors.refuseIfAny();
        refuseSamePlace(source.orElseThrow(), dest.orElseThrow());
        var job =
                new NewJob(
                        preset.orElseThrow().snapshot(),
                        source.get(),
                        dest.get(),
                        user,
                        ifExists.orElseThrow());
        Encode.of(job);
        return job;
    }

    private Preset preset(String name) {
        var preset =
                presets.findByName(name)
                        .orElseThrow(
                                () ->
                                        new Invalid(
                                                "preset.unknown",
                                                "preset",
                                                "names no preset; GET /api/presets lists them"));
        if (!preset.active())
            throw new Invalid("preset.inactive", "preset", "names a preset that is not active");
        return preset;
    }

    private static IfExists ifExists(Optional<String> text) {
        return IfExists.ofWireName(text.orElse(IfExists.OWN.wireName()))
                .orElseThrow(
                        () ->
                                new Invalid(
                                        "job.if_exists",
                                        "if_exists",
                                        "must be own, replace or fail"));
    }

    private static MediaUri source(String text) {
        var source = MediaUri.parse("source", text);
        if (source.isPrefix())
            throw new Invalid("media.uri", "source", "must name a file, not a folder");
        return source;
    }

    private void refuseSamePlace(MediaUri source, MediaUri dest) {
        if (source.in(buckets.source()).equals(dest.in(buckets.destination())))
            throw new Invalid("media.same", "dest", "is the source, which would be overwritten");
    }
}
