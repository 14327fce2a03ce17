package openencoder.cloud.digitalocean.host;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * User data, as far as it is carried out here: {@code write_files} and {@code runcmd}. Users and
 * packages are those of this machine.
 */
record UserDataFile(List<WrittenFile> files, List<List<String>> commands) {

    private static final int USUAL_MODE = 0644;
    private static final String SCRIPT = "/var/lib/cloud/instance/scripts/part-001";

    /**
     * @param mode as in {@code 0644}
     */
    record WrittenFile(String path, byte[] content, int mode) {}

    /**
     * @param userData a {@code #cloud-config}, a script that begins with {@code #!}, or nothing
     * @throws BadUserData if it is none of these, or not of cloud-init's form
     */
    static UserDataFile parse(String userData) {
        if (userData.isBlank()) return new UserDataFile(List.of(), List.of());
        if (userData.startsWith("#!"))
            return new UserDataFile(
                    List.of(new WrittenFile(SCRIPT, userData.getBytes(UTF_8), 0700)),
                    List.of(List.of("sh", "-c", "exec \"$ROOT\"" + SCRIPT)));
        if (!userData.startsWith("#cloud-config"))
            throw new BadUserData("User data begins with neither #cloud-config nor #!.");
        var config = map(yaml(userData), "The user data");
        return new UserDataFile(
                list(config.get("write_files"), "write_files").stream()
                        .map(UserDataFile::file)
                        .toList(),
                list(config.get("runcmd"), "runcmd").stream().map(UserDataFile::command).toList());
    }

    private static Object yaml(String text) {
        try {
            return new Yaml(new SafeConstructor(new LoaderOptions())).load(text);
        } catch (YAMLException unreadable) {
            throw new BadUserData("The user data is not YAML: " + unreadable.getMessage());
        }
    }

    private static WrittenFile file(Object entry) {
        var file = map(entry, "An entry of write_files");
        if (!(file.get("path") instanceof String path))
            throw new BadUserData("An entry of write_files has no path.");
        var content = Objects.toString(file.get("content"), "");
        return new WrittenFile(
                path, decoded(content, file.get("encoding")), mode(file.get("permissions"), path));
    }

    private static byte[] decoded(String content, Object encoding) {
        return switch (Objects.toString(encoding, "text/plain")) {
            case "text/plain" -> content.getBytes(UTF_8);
            case "b64", "base64" -> Base64.getMimeDecoder().decode(content);
            default -> throw new BadUserData("The encoding %s is unknown.".formatted(encoding));
        };
    }

    private static int mode(Object permissions, String path) {
        return switch (permissions) {
            case null -> USUAL_MODE;
            // YAML 1.1 has read 0644 as the octal number it is.
            case Integer number -> number;
            case String text when text.matches("0?[0-7]{3}") -> Integer.parseInt(text, 8);
            default ->
                    throw new BadUserData(
                            "%s has the permissions %s.".formatted(path, permissions));
        };
    }

    private static List<String> command(Object entry) {
        return entry instanceof List<?> words
                ? words.stream().map(String::valueOf).toList()
                : List.of("sh", "-c", String.valueOf(entry));
    }

    private static List<?> list(Object value, String what) {
        return switch (value) {
            case null -> List.of();
            case List<?> list -> list;
            default -> throw new BadUserData(what + " is not a list.");
        };
    }

    private static Map<?, ?> map(Object value, String what) {
        if (value instanceof Map<?, ?> map) return map;
        throw new BadUserData(what + " is not a map.");
    }
}
