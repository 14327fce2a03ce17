package openencoder.jobs;

import openencoder.account.UserId;
import openencoder.job.NewJob;
import openencoder.jobs.JobsSettings.Buckets;
import openencoder.media.MediaUri;
import openencoder.preset.Preset;
import openencoder.preset.PresetRepository;
import openencoder.refusal.Invalid;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Turns an order into a job that can be made, or refuses it and names every reason. */
final class CheckOrder {
    private final PresetRepository presets;
    private final Buckets buckets;

    CheckOrder(PresetRepository presets, Buckets buckets) {
        this.presets = presets;
        this.buckets = buckets;
    }

    NewJob check(Order order, UserId user) {
        var refusals = new ArrayList<Invalid>();
        var preset = attempt(refusals, () -> preset(order.preset()));
        var source = attempt(refusals, () -> source(order.source()));
        var dest = attempt(refusals, () -> MediaUri.parse("dest", order.dest()));
        if (refusals.size() == 1) throw refusals.getFirst();
        if (!refusals.isEmpty()) throw new Invalid("job.invalid", fieldsOf(refusals));
        refuseSamePlace(source.orElseThrow(), dest.orElseThrow());
        var job = new NewJob(preset.orElseThrow().snapshot(), source.get(), dest.get(), user);
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

    private static <T> Optional<T> attempt(List<Invalid> refusals, Supplier<T> check) {
        try {
            return Optional.of(check.get());
        } catch (Invalid refusal) {
            refusals.add(refusal);
            return Optional.empty();
        }
    }

    private static List<Invalid.Field> fieldsOf(List<Invalid> refusals) {
        return refusals.stream().flatMap(refusal -> refusal.fields().stream()).toList();
    }
}
