package openencoder.machines.boot;

import java.net.URI;

/**
 * What a machine loads, and where from.
 *
 * @param platform the only one that it runs on; see {@link ArtifactsManifest}
 */
public record Downloads(String platform, Download agent, Download runtime, Download ffmpeg) {
    /**
     * @param link reads it for a while, without credentials
     * @param sha256 of its bytes, 64 hexadecimal digits
     * @param size in bytes
     */
    public record Download(URI link, String sha256, long size) {}
}
