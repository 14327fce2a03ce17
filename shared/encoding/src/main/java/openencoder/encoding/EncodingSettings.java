package openencoder.encoding;

import openencoder.output.FileFormat;
import openencoder.refusal.Invalid;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * How to encode: a preset's data, every part of it checked against the lists of what is allowed.
 * Both forms, the raw one and the structured one, end as the same options.
 */
public final class EncodingSettings {
    private final Draft draft;
    private final Container container;

    private EncodingSettings(Draft draft, Container container) {
        this.draft = draft;
        this.container = container;
    }

    /**
     * Reads a preset's data.
     *
     * @param tree the parsed JSON object: maps, lists, strings, numbers, booleans and nulls
     * @throws Invalid {@code preset.invalid} with every bad field, as a path such as {@code
     *     data.video.crf} or {@code data.raw[3]}
     */
    public static EncodingSettings of(Map<String, ?> tree) {
        var complaints = new Complaints();
        var draft =
                RawSettings.isIn(tree)
                        ? RawSettings.read(tree, complaints)
                        : StructuredSettings.read(tree, complaints);
        complaints.refuseIfAny();
        Consistency.check(draft, complaints);
        complaints.refuseIfAny();
        return new EncodingSettings(draft, draft.containerOrUsual());
    }

    /** What kind of file it makes. */
    public FileFormat format() {
        return container.format();
    }

    Container container() {
        return container;
    }

    /** What the output is called when the preset does not say: its own name and the extension. */
    public String outputName(String presetName) {
        return presetName + "." + format().extension();
    }

    /**
     * The same settings for an output of this name. Where the data leaves the container open, the
     * name's extension chooses it.
     *
     * @throws Invalid {@code preset.invalid} on {@code output} if it is no plain file name, or its
     *     extension is that of another kind of file
     */
    public EncodingSettings forOutput(String name) {
        var complaints = new Complaints();
        if (!FileFormat.isPlainName(name)) complaints.add("output", unplain(name));
        complaints.refuseIfAny();
        return inFormatOf(name);
    }

    /**
     * The same settings for a file of this name, whatever else is in it but its extension.
     *
     * @throws Invalid {@code preset.invalid} on {@code output} if the extension is that of another
     *     kind of file
     */
    public EncodingSettings inFormatOf(String name) {
        var complaints = new Complaints();
        var wanted = FileFormat.ofFile(name);
        if (wanted.filter(format()::isSameFileAs).isPresent())
            return new EncodingSettings(draft, Container.of(wanted.get()));
        if (wanted.isPresent() && draft.container().isEmpty())
            return inside(Container.of(wanted.get()), complaints);
        throw new Invalid("preset.invalid", "output", unfitting(name));
    }

    private static String unplain(String name) {
        return "'%s' must be a plain file name such as film.mp4: letters, digits, blanks and"
                        .formatted(Values.shown(name))
                + " . _ - ( ) + , = @, no folder, at most 128 characters";
    }

    private EncodingSettings inside(Container wanted, Complaints complaints) {
        var moved = new Draft(draft.options(), Optional.of(wanted), draft.twoPass(), draft.clip());
        Consistency.check(moved, complaints);
        complaints.refuseIfAny();
        return new EncodingSettings(moved, wanted);
    }

    private String unfitting(String name) {
        return "'%s' must end in .%s, because the preset makes %s"
                .formatted(
                        Values.shown(name),
                        String.join(" or .", format().extensions()),
                        container.muxer());
    }

    public boolean isTwoPass() {
        return draft.twoPass();
    }

    /** Whether the output has pictures, given a source that has them. */
    public boolean makesVideo() {
        return !container.isAudioOnly() && options().selects('v');
    }

    /** Whether the output has sound, given a source that has it. */
    public boolean makesAudio() {
        return container.usualAudio().isPresent() && options().selects('a');
    }

    /**
     * How long the output should be, from which progress is reckoned and against which the result
     * is checked.
     *
     * @return empty where filters cut or stretch time in a way that is not foretold
     */
    public Optional<Duration> outputDuration(Duration source) {
        return Timing.of(draft).applyTo(source);
    }

    /** Whether each frame of the source becomes one frame of the output. */
    public boolean keepsFrames() {
        return Timing.of(draft).keepsFrames();
    }

    Optional<Codec> videoEncoder() {
        return options().videoCodec().or(container::usualVideo);
    }

    OutputOptions options() {
        return draft.options();
    }

    Clip clip() {
        return draft.clip();
    }
}
