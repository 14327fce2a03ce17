package openencoder.encoding.preset;

import openencoder.encoding.grammar.Numbers;
import openencoder.encoding.grammar.Unsupported;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The audio half of a structured preset. */
final class StructuredAudio {
    private static final Map<String, String> CHANNELS =
            Map.of("mono", "1", "stereo", "2", "5.1", "6", "7.1", "8");

    private final FormFields audio;
    private final StructuredPreset into;

    StructuredAudio(FormFields audio, StructuredPreset into) {
        this.audio = audio;
        this.into = into;
    }

    void read() {
        if (isSilent()) into.putFlag(audio.where("codec"), "an");
        put("codec", "c:a", audio.text("codec"));
        put("channel", "ac", audio.text("channel").map(name -> CHANNELS.getOrDefault(name, name)));
        readQuality();
        put("sample_rate", "ar", audio.text("sample_rate").or(() -> audio.text("sampleRate")));
    }

    private void put(String field, String option, Optional<String> value) {
        value.ifPresent(text -> into.put(audio.where(field), option, text));
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
        put("quality", "b:a", quality.filter(text -> !text.equals("custom")).or(() -> custom));
    }

    void readFilters(FormFields filter, Optional<Double> speed) {
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

    private static Optional<Double> percentage(
            FormFields fields, String name, String neutral, double most) {
        return fields.text(name)
                .filter(text -> !text.matches(neutral + "(\\.0+)?"))
                .flatMap(text -> fields.check(name, () -> percentage(text, most)));
    }

    private static double percentage(String text, double most) {
        if (text.matches("\\d{1,4}(\\.\\d{1,20})?") && Double.parseDouble(text) <= most)
            return Double.parseDouble(text);
        throw new Unsupported(
                "'%s' must be a percentage from 0 to %.0f", Unsupported.shown(text), most);
    }

    // atempo takes 0.5 to 100, so a slower pace is reached in steps
    private static List<String> tempo(double pace) {
        var steps = new ArrayList<String>();
        for (; pace < 0.5; pace *= 2) steps.add("atempo=0.5");
        steps.add("atempo=" + Numbers.plain(pace));
        return steps;
    }
}
