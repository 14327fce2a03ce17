package openencoder.worker.ffmpeg;

import java.util.regex.Pattern;

/**
 * What FFmpeg said against a source that it nevertheless read to some end. It conceals what it can
 * and ends with 0, so these lines are all there is to tell a damaged source from a sound one.
 *
 * @param isDamaged whether anything was wrong with it
 * @param endsEarly whether it breaks off
 */
public record SourceDamage(boolean isDamaged, boolean endsEarly) {
    private static final Pattern WRONG =
            Pattern.compile(
                    "\\[error]|corrupt|damaged|concealing|size mismatch"
                            + "|filesize and duration do not match",
                    Pattern.CASE_INSENSITIVE);
    private static final Pattern EARLY =
            Pattern.compile(
                    "partial file|File ended prematurely|filesize and duration do not match");

    public static SourceDamage in(String stderr) {
        var endsEarly = EARLY.matcher(stderr).find();
        return new SourceDamage(endsEarly || WRONG.matcher(stderr).find(), endsEarly);
    }
}
