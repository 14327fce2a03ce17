package openencoder.worker.bundled;

import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Pattern;

/** The number of an FFmpeg release, such as 8.1.2. */
record FfmpegRelease(int major, int minor, int patch) implements Comparable<FfmpegRelease> {
    /** The first release with the fix of CVE-2026-8461, by which a film could run code. */
    static final FfmpegRelease OLDEST_SAFE = new FfmpegRelease(8, 1, 2);

    private static final Pattern RELEASE =
            Pattern.compile("n?(\\d{1,3})\\.(\\d{1,3})(?:\\.(\\d{1,3}))?(?![.\\d])(?!-dev).*");

    private static final Comparator<FfmpegRelease> ORDER =
            Comparator.comparingInt(FfmpegRelease::major)
                    .thenComparingInt(FfmpegRelease::minor)
                    .thenComparingInt(FfmpegRelease::patch);

    /**
     * The release that a version text names or builds upon: {@code 8.1.2}, {@code
     * n8.1.2-3-g0a5a8b1} and {@code 7.1.5-0+deb13u1} do. A snapshot of development does not: {@code
     * N-123456-g0a5a8b1}, {@code n8.2-dev-77-g0a5a8b1}, {@code 2026-09-01-git-0a5a8b1}.
     */
    static Optional<FfmpegRelease> of(String version) {
        var match = RELEASE.matcher(version);
        if (!match.matches()) {
            return Optional.empty();
        }
        String patch = match.group(3);
        return Optional.of(
                new FfmpegRelease(
                        Integer.parseInt(match.group(1)),
                        Integer.parseInt(match.group(2)),
                        patch == null ? 0 : Integer.parseInt(patch)));
    }

    boolean isSafe() {
        return compareTo(OLDEST_SAFE) >= 0;
    }

    @Override
    public int compareTo(FfmpegRelease other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return "%d.%d.%d".formatted(major, minor, patch);
    }
}
