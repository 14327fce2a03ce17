package openencoder.encoding;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The structured form, field for field what a form in a browser sends, translated into the same
 * options that the raw form has and checked by the same table.
 */
final class StructuredSettings {
    private static final Set<String> NOT_THE_ENCODERS =
            Set.of("vf", "vcodec", "filter:v", "c:v", "s", "r", "aspect", "tag:v", "vtag");

    private final Complaints complaints;
    private final List<Setting> settings = new ArrayList<>();

    private StructuredSettings(Complaints complaints) {
        this.complaints = complaints;
    }

    static Draft read(Map<String, ?> tree, Complaints complaints) {
        return new StructuredSettings(complaints).read(new Fields("data", tree, complaints));
    }

    private Draft read(Fields data) {
        if (data.isEmpty())
            complaints.add("data", "says nothing; give raw, or format, video, audio and filter");
        var format = data.group("format");
        var container =
                format.text("container")
                        .flatMap(
                                name ->
                                        complaints.hear(
                                                format.where("container"),
                                                () -> Container.named(name)));
        var clip = clip(format);
        var video = new StructuredVideo(data.group("video"), this);
        var audio = new StructuredAudio(data.group("audio"), this);
        var filter = data.group("filter");
        video.read();
        video.readFilters(filter);
        audio.read();
        audio.readFilters(filter, video.speed());
        data.known("raw");
        List.of(format, filter, data).forEach(Fields::refuseOthers);
        return new Draft(new OutputOptions(settings), container, video.isTwoPass(), clip);
    }

    private Clip clip(Fields format) {
        var wanted = format.flag("clip") || !format.has("clip");
        var from = time(format, "startTime");
        var to = time(format, "stopTime");
        if (!wanted) return Clip.ALL;
        if (from.isPresent() && to.isPresent() && seconds(from) >= seconds(to))
            format.wrong("stopTime", "must be later than startTime");
        return new Clip(from, to);
    }

    private Optional<String> time(Fields format, String name) {
        return format.text(name)
                .flatMap(
                        time ->
                                complaints.hear(
                                        format.where(name), () -> Values.named("time").read(time)));
    }

    private static double seconds(Optional<String> time) {
        return Values.seconds(time.orElseThrow());
    }

    /** Adds an option, or a complaint about the field it comes from. */
    void put(String where, String option, String value) {
        complaints
                .hear(where, () -> NamedOption.find(option).with(where, value))
                .ifPresent(settings::add);
    }

    /** Adds an option of the video encoder's own, such as {@code row-mt}. */
    void putEncoderOption(String where, String option, String value) {
        complaints
                .hear(where, () -> encoderOption(option).with(where, value))
                .ifPresent(settings::add);
    }

    private static NamedOption encoderOption(String option) {
        var named = NamedOption.find(option);
        var isOwn = named.rule().streams().equals("v") && !NOT_THE_ENCODERS.contains(option);
        if (!isOwn || named.rule().isFlag())
            throw new Unfit("'%s' is no option of the encoder", Values.shown(option));
        return named;
    }

    void putFlag(String where, String option) {
        settings.add(NamedOption.find(option).flag(where));
    }

    Complaints complaints() {
        return complaints;
    }
}
