package openencoder.encoding.recipe;

import openencoder.encoding.allowed.Container;
import openencoder.encoding.grammar.Unsupported;
import openencoder.output.FileFormat;
import openencoder.refusal.Invalid;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How to encode a film. Every option stands on the lists of what is allowed, and those of a
 * rendition make sense together.
 *
 * @param clip the part of the source that is taken
 * @param renditions what is made of it, the main one first; today there is one
 */
public record Recipe(Clip clip, List<Rendition> renditions) {
    /** The code of a refused preset. */
    public static final String INVALID = "preset.invalid";

    private static final String NOT_PLAIN =
            "'%s' must be a plain file name such as film.mp4: letters, digits, blanks and"
                    + " . _ - ( ) + , = @, no folder, at most 128 characters";

    public Recipe {
        renditions = List.copyOf(renditions);
    }

    /**
     * A recipe of one rendition.
     *
     * @param container empty if the preset leaves it open
     * @throws Invalid {@code preset.invalid} with every option that does not go with the others
     */
    public static Recipe of(
            Clip clip, Settings settings, Optional<Container> container, boolean isTwoPass) {
        return new Recipe(clip, List.of(Rendition.of(settings, container, isTwoPass)));
    }

    public Rendition main() {
        return renditions.getFirst();
    }

    /** What kind of file the main one is. */
    public FileFormat format() {
        return main().container().format();
    }

    /** What the output is called when the preset does not say: its own name and the extension. */
    public String outputName(String presetName) {
        return presetName + "." + format().extension();
    }

    /**
     * The same recipe for an output that a preset names. Where the preset leaves the container
     * open, the name's extension chooses it.
     *
     * @throws Invalid {@code preset.invalid} on {@code output} if it is no plain file name, or its
     *     extension is that of another kind of file; with every option that this kind does not take
     */
    public Recipe forOutput(String name) {
        if (!FileFormat.isPlainName(name)) throw invalidOutput(NOT_PLAIN, name);
        return inFormatOf(name);
    }

    /**
     * The same recipe for a file of this name, whatever else is in it but its extension.
     *
     * @throws Invalid as {@link #forOutput} does
     */
    public Recipe inFormatOf(String name) {
        var wanted = FileFormat.ofFile(name);
        if (wanted.filter(format()::isSameFileAs).isPresent())
            return withMain(main().called(Container.of(wanted.get())));
        if (wanted.isPresent() && main().isContainerOpen())
            return withMain(main().in(Container.of(wanted.get())));
        throw invalidOutput(
                "'%s' must end in .%s, because the preset makes %s",
                name, String.join(" or .", format().extensions()), format().muxer());
    }

    private static Invalid invalidOutput(String message, String name, Object... more) {
        var details = Stream.concat(Stream.of(Unsupported.shown(name)), Stream.of(more));
        return new Invalid(INVALID, "output", message.formatted(details.toArray()));
    }

    private Recipe withMain(Rendition main) {
        var others = renditions.stream().skip(1);
        return new Recipe(clip, Stream.concat(Stream.of(main), others).toList());
    }

    /** Whether the film is looked at once before it is encoded. */
    public boolean isTwoPass() {
        return renditions.stream().anyMatch(Rendition::isTwoPass);
    }

    /** Whether the output has pictures, given a source that has them. */
    public boolean makesVideo() {
        return main().video().isMade();
    }

    /** Whether the output has sound, given a source that has it. */
    public boolean makesAudio() {
        return main().audio().isMade();
    }

    /**
     * How long the output should be, from which progress is reckoned and against which the result
     * is checked.
     *
     * @return empty where filters cut or stretch time in a way that is not foretold
     */
    public Optional<Duration> outputDuration(Duration source) {
        return main().duration(clip, source);
    }

    /** How far into what is read copied streams begin; zero if nothing is copied. */
    public Duration copiedFrom() {
        return main().copiedFrom();
    }

    /** Whether each frame of the source becomes one frame of the output. */
    public boolean keepsFrames() {
        return main().keepsFrames();
    }

    /**
     * @throws Invalid {@code settings.no_video}, {@code settings.no_audio}, {@code
     *     settings.too_large}, {@code settings.too_long} or {@code settings.clip} if it can make
     *     nothing of the source
     */
    public void requireFit(ProbedSource source) {
        renditions.forEach(rendition -> new SourceFit(clip, rendition, source).check());
    }
}
