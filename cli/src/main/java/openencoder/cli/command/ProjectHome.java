package openencoder.cli.command;

import java.nio.file.Path;

/** The project's folder, which the launcher passes on. */
public final class ProjectHome {
    private ProjectHome() {}

    public static Path path() {
        return Path.of(System.getProperty("openencoder.home", "."));
    }
}
