package openencoder.encoding.recipe;

import openencoder.encoding.frames.FrameSize;
import openencoder.encoding.frames.FrameState;
import openencoder.encoding.frames.PixelAspect;
import openencoder.encoding.grammar.Quantity;
import openencoder.media.StreamKind;

import java.util.Optional;

/**
 * One stream of a source.
 *
 * @param kind empty for one that no output takes, such as an attached font
 * @param pictures empty unless it is video
 * @param channels 0 unless it is sound
 * @param isDefault whether players prefer it
 * @param language as the source says; empty if it does not
 */
public record SourceStream(
        Optional<StreamKind> kind,
        Optional<Pictures> pictures,
        int channels,
        boolean isDefault,
        Optional<String> language) {
    // where a file does not say, FFmpeg takes 25 frames a second for granted
    private static final double USUAL_RATE = 25;
    private static final FrameSize USUAL_SIZE = new FrameSize(1920, 1080);

    /**
     * @param width as stored, before rotation; 0 if unknown, likewise the height
     * @param rotation clockwise degrees: 0, 90, 180 or 270
     * @param averageRate in frames a second; 0 if unknown, likewise the other
     * @param finestRate that the times of all frames fit into
     * @param tick of its time base, in seconds
     * @param isCover whether it is a picture that belongs to a piece of music
     */
    public record Pictures(
            int width,
            int height,
            int rotation,
            PixelAspect pixels,
            double averageRate,
            double finestRate,
            double tick,
            boolean isCover) {
        FrameSize size() {
            return isTurned() ? new FrameSize(height, width) : new FrameSize(width, height);
        }

        private boolean isTurned() {
            return rotation % 180 != 0;
        }

        /** As the filters get them: FFmpeg turns them upright before. */
        public FrameState over(double seconds) {
            var size = size().isKnown() ? size() : USUAL_SIZE;
            var average = averageRate > 0 ? averageRate : finestRate;
            var usual = average > 0 ? average : USUAL_RATE;
            var finest = Math.max(usual, finestRate);
            return FrameState.of(
                    size,
                    isTurned() ? pixels.inverse() : pixels,
                    Quantity.between(Math.min(usual, USUAL_RATE), finest),
                    Math.ceil(usual * seconds) + 1,
                    seconds,
                    tick);
        }
    }

    boolean is(StreamKind wanted) {
        return kind.filter(wanted::equals).isPresent();
    }

    boolean isCover() {
        return pictures.filter(Pictures::isCover).isPresent();
    }
}
