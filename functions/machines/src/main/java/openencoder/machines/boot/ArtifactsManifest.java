package openencoder.machines.boot;

/**
 * What was uploaded for machines to load: three archives.
 *
 * @param platform the only one that they run on, as {@code uname -s} and {@code uname -m} name it:
 *     {@code Linux-x86_64}
 * @param agent the worker's jars but FFmpeg's
 * @param runtime the Java that runs them
 * @param ffmpeg the jar with FFmpeg
 */
public record ArtifactsManifest(
        String platform, Artifact agent, Artifact runtime, Artifact ffmpeg) {
    /**
     * A gzipped tar that never changes.
     *
     * @param key in the bucket of artifacts
     * @param sha256 of its bytes, 64 hexadecimal digits
     * @param size in bytes
     */
    public record Artifact(String key, String sha256, long size) {}
}
