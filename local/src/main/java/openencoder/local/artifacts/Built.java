package openencoder.local.artifacts;

import java.util.List;

/**
 * All that a machine loads.
 *
 * @param platform the only one that it runs on: {@code Linux-x86_64}
 */
public record Built(String platform, Artifact agent, Artifact runtime, Artifact ffmpeg) {
    /** What droplets are. */
    public static final String DROPLETS = "Linux-x86_64";

    /** The archives. */
    public List<Artifact> all() {
        return List.of(agent, runtime, ffmpeg);
    }

    /** As the machines function reads it. */
    public String manifest() {
        return """
        {
          "platform" : "%s",
          "agent" : %s,
          "runtime" : %s,
          "ffmpeg" : %s
        }
        """
                .formatted(platform, json(agent), json(runtime), json(ffmpeg));
    }

    private static String json(Artifact artifact) {
        return """
        {
            "key" : "%s",
            "sha256" : "%s",
            "size" : %d
          }\
        """
                .formatted(artifact.key(), artifact.sha256(), artifact.size());
    }
}
