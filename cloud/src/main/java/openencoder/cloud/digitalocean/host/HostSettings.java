package openencoder.cloud.digitalocean.host;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * How droplets' machines run.
 *
 * @param environment what every process finds in its environment, over what its unit says
 * @param consoles the folder for what machines print; empty: next to their disks
 * @param changed told which processes stand for machines now, after each start and end
 */
public record HostSettings(
        Map<String, String> environment,
        Optional<Path> consoles,
        Consumer<List<ProcessHandle>> changed) {

    /** With no more than this process's {@code PATH}. */
    public static HostSettings standard() {
        return new HostSettings(
                Map.of("PATH", System.getenv().getOrDefault("PATH", "/usr/bin:/bin")),
                Optional.empty(),
                _ -> {});
    }
}
