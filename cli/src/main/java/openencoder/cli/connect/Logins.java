package openencoder.cli.connect;

import openencoder.cli.command.CommandFailed;
import openencoder.local.folder.Folders;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * What {@code openencoder login} remembers, in the user's own folder, readable by the user alone.
 *
 * @param file of the one login there is
 */
public record Logins(Path file) {

    /** One that is remembered. */
    public record Login(URI api, String token) {}

    /** By the environment: {@code XDG_CONFIG_HOME}, or else {@code .config} of the home folder. */
    public static Logins of(Map<String, String> environment, String home) {
        var config = environment.getOrDefault("XDG_CONFIG_HOME", "");
        var folder = config.isBlank() ? Path.of(home, ".config") : Path.of(config);
        return new Logins(folder.resolve("openencoder").resolve("login.json"));
    }

    public static Logins ofThisUser() {
        return of(System.getenv(), System.getProperty("user.home", "."));
    }

    public Optional<Login> read() {
        if (!Files.isReadable(file)) return Optional.empty();
        try {
            var json = JsonMapper.shared().readTree(Files.readString(file));
            return Optional.of(
                    new Login(
                            URI.create(json.path("api").asString("")),
                            json.path("token").asString("")));
        } catch (IOException | JacksonException | IllegalArgumentException unreadable) {
            throw new CommandFailed(
                    "%s cannot be read; openencoder login makes it anew.".formatted(file),
                    unreadable);
        }
    }

    public void write(Login login) {
        Folders.make(file.getParent());
        var json = Map.of("api", login.api().toString(), "token", login.token());
        Folders.write(file, JsonMapper.shared().writeValueAsBytes(json), true);
    }

    /** Whether there was one. */
    public boolean forget() {
        try {
            return Files.deleteIfExists(file);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
