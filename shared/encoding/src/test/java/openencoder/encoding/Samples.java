package openencoder.encoding;

import openencoder.encoding.preset.PresetReader;
import openencoder.encoding.recipe.Recipe;
import openencoder.job.SourceFacts;
import openencoder.refusal.Invalid;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Presets and sources as the tests of this module write them. */
public final class Samples {
    private Samples() {}

    public static Recipe raw(String... lines) {
        return PresetReader.read(Map.of("raw", List.of(lines)));
    }

    /** What is refused, each as {@code field: message}. */
    public static List<String> complaints(Map<String, ?> tree) {
        try {
            PresetReader.read(tree);
            return List.of();
        } catch (Invalid refusal) {
            return refusal.fields().stream().map(f -> f.field() + ": " + f.message()).toList();
        }
    }

    public static SourceFacts film(String codec, int width, int height, int rotation) {
        return new SourceFacts(
                "mov,mp4,m4a,3gp,3g2,mj2",
                1_000_000,
                Optional.of(Duration.ofSeconds(10)),
                Optional.of(new SourceFacts.Video(codec, width, height, 25, rotation)),
                Optional.of(new SourceFacts.Audio("aac", 2, 48_000)));
    }

    public static SourceFacts without(SourceFacts source, String kind) {
        var pictures = kind.equals("video") ? Optional.<SourceFacts.Video>empty() : source.video();
        var sound = kind.equals("audio") ? Optional.<SourceFacts.Audio>empty() : source.audio();
        return new SourceFacts(source.format(), source.size(), source.duration(), pictures, sound);
    }

    public static List<String> words(String text) {
        return Arrays.asList(text.strip().split("\\s+"));
    }
}
