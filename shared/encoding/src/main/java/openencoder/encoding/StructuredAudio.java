package openencoder.encoding;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** The audio half of a structured preset. */
final class StructuredAudio {
    private static final Map<String, String> CHANNELS =
            Map.of("mono", "1", "stereo", "2", "5.1", "6", "7.1", "8");

    private final Fields audio;
    private final StructuredSettings into;

    StructuredAudio(Fields audio, StructuredSettings into) {
        this.audio = audio;
        this.into = into;
    }

    void read() {
        readCodec();
        audio.text("channel")
                .map(name -> CHANNELS.getOrDefault(name, name))
                .ifPresent(count -> into.put(audio.where("channel"), "ac", count));
        readQuality();
        audio.text("sample_rate")
                .or(() -> audio.text("sampleRate"))
                .ifPresent(rate -> into.put(audio.where("sample_rate"), "ar", rate));
    }

    private void readCodec() {
        if (isSilent()) into.putFlag(audio.where("codec"), "an");
        audio.text("codec").ifPresent(name -> into.put(audio.where("codec"), "c:a", name));
    }

    private boolean isSilent() {
        return audio.word("codec").filter("none"::equals).isPresent()
                || audio.word("quality").filter("mute"::equals).isPresent();
    }

    private void readQuality() {
        var custom = audio.nonZero("bitrate");
        var quality = audio.nonZero("quality").filter(text -> !text.equals("mute"));
        if (quality.filter("custom"::equals).isPresent() && custom.isEmpty())
            audio.wrong("bitrate", "is missing, though quality is custom");
        quality.filter(text -> !text.equals("custom"))
                .or(() -> custom)
                .ifPresent(rate -> into.put(audio.where("quality"), "b:a", rate));
    }

    void readFilters(Fields filter, OptionalDouble speed) {
        var chain = new ArrayList<String>();
        percentage(audio, "volume", "100", 1000)
                .ifPresent(percent -> chain.add("volume=" + Numbers.plain(percent / 100)));
        percentage(filter, "acontrast", "33", 100)
                .ifPresent(percent -> chain.add("acontrast=" + Numbers.plain(percent)));
        speed.ifPresent(factor -> chain.addAll(tempo(1 / factor)));
        audio.refuseOthers();
        if (chain.isEmpty() || isSilent()) return;
        var isLoudness = chain.getFirst().startsWith("volume");
        var where = isLoudness ? audio.where("volume") : filter.where("acontrast");
        into.put(speed.isPresent() ? "data.video.speed" : where, "af", String.join(",", chain));
    }

    private Optional<Double> percentage(Fields fields, String name, String neutral, double most) {
        var text = fields.text(name).filter(value -> !value.matches(neutral + "(\\.0+)?"));
        if (text.isEmpty()) return Optional.empty();
        if (text.get().matches("\\d{1,4}(\\.\\d{1,6})?") && Double.parseDouble(text.get()) <= most)
            return Optional.of(Double.parseDouble(text.get()));
        fields.wrong(
                name,
                "'%s' must be a percentage from 0 to %.0f"
                        .formatted(Values.shown(text.get()), most));
        return Optional.empty();
    }

    // atempo takes 0.5 to 100, so a slower pace is reached in steps
    private static List<String> tempo(double pace) {
        var steps = new ArrayList<String>();
        for (; pace < 0.5; pace *= 2) steps.add("atempo=0.5");
        steps.add("atempo=" + Numbers.plain(pace));
        return steps;
    }
}
