package openencoder.encoding.recipe;

import openencoder.encoding.allowed.Container;
import openencoder.encoding.grammar.Unsupported;
import openencoder.job.SourceFacts;
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
    public Recipe {
        renditions = List.copyOf(renditions);
    }

    public Rendition main() {
        return renditions.getFirst();
    }

    public Container container() {
        return main().container();
    }

    /** What the output is called when the preset does not say: its own name and the extension. */
    public String outputName(String presetName) {
        return presetName + "." + container().extension();
    }

    /**
     * The same recipe for an output that a preset names.
     *
     * @throws Invalid {@code preset.invalid} on {@code output} if it is no plain file name, or see
     *     {@link #forFile}
     */
    public Recipe forOutput(String name) {
        var errors = new FieldErrors();
        errors.run("output", () -> Container.requireFileName(name));
        errors.throwIfAny();
        return forFile(name);
    }

    /**
     * The same recipe for a main file of this name, whatever stands before its extension. Where the
     * preset leaves the container open, the extension chooses it.
     *
     * @throws Invalid {@code preset.invalid} on {@code output} if the extension is that of another
     *     kind of file, or with every option that this kind does not take
     */
    public Recipe forFile(String name) {
        var wanted = Container.ofFile(name);
        if (wanted.filter(this::isTheSame).isPresent())
            return withMain(main().called(wanted.get()));
        if (wanted.isPresent() && main().isContainerOpen())
            return withMain(main().in(wanted.get()));
        throw new Invalid(FieldErrors.CODE, "output", unfitting(name));
    }

    // film.m4v and film.mp4 are the same kind of file
    private boolean isTheSame(Container wanted) {
        return wanted.muxer().equals(container().muxer());
    }

    private String unfitting(String name) {
        return "'%s' must end in .%s, because the preset makes %s"
                .formatted(
                        Unsupported.shown(name),
                        String.join(" or .", container().extensions()),
                        container().muxer());
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

    /** Whether each frame of the source becomes one frame of the output. */
    public boolean keepsFrames() {
        return main().keepsFrames();
    }

    /**
     * @throws Invalid {@code settings.no_video}, {@code settings.no_audio}, {@code
     *     settings.too_large}, {@code settings.too_long} or {@code settings.clip} if it can make
     *     nothing of the source
     */
    public void requireFit(SourceFacts source) {
        renditions.forEach(rendition -> new SourceFit(clip, rendition, source).check());
    }
}
