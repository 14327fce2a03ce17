package openencoder.cloud.digitalocean.host;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What a unit's processes find in their environment, and their command lines with that. */
final class ServiceEnvironment {

    private static final Pattern VARIABLE =
            Pattern.compile("\\$\\{([A-Za-z_][A-Za-z0-9_]*)}|\\$([A-Za-z_][A-Za-z0-9_]*)");

    // Where systemd makes a service's folders, and how it tells the service.
    private static final Map<String, List<String>> FOLDERS =
            Map.of(
                    "StateDirectory", List.of("/var/lib/", "STATE_DIRECTORY"),
                    "CacheDirectory", List.of("/var/cache/", "CACHE_DIRECTORY"),
                    "LogsDirectory", List.of("/var/log/", "LOGS_DIRECTORY"),
                    "RuntimeDirectory", List.of("/run/", "RUNTIME_DIRECTORY"));

    private final Disk disk;
    private final Map<String, String> variables = new HashMap<>();

    /**
     * @param machine what every process of the machine finds, over what the unit says
     */
    ServiceEnvironment(Unit unit, Disk disk, Map<String, String> machine) {
        this.disk = disk;
        FOLDERS.forEach((setting, folder) -> provideFolders(unit.words(setting), folder));
        unit.words("Environment").forEach(this::add);
        unit.values("EnvironmentFile").forEach(this::addFile);
        variables.putAll(machine);
    }

    Map<String, String> variables() {
        return variables;
    }

    /** The words of a command, the machine's own paths where they are. */
    List<String> command(String line) {
        // What stands before the program says how strictly systemd takes it.
        return UnitWords.of(line.replaceFirst("^[-@:+!|]+", "")).stream()
                .flatMap(this::expanded)
                .map(disk::rooted)
                .toList();
    }

    private void provideFolders(List<String> names, List<String> folder) {
        for (var name : names) {
            disk.makeFolder(folder.getFirst() + name);
            variables.put(folder.getLast(), disk.at(folder.getFirst() + name).toString());
        }
    }

    private void add(String assignment) {
        var pair = assignment.split("=", 2);
        if (pair.length == 2) variables.put(pair[0], disk.rooted(pair[1]));
    }

    private void addFile(String path) {
        var file = disk.at(path.replaceFirst("^-", ""));
        if (path.startsWith("-") && !Files.exists(file)) return;
        try {
            Files.readAllLines(file).stream()
                    .map(String::strip)
                    .filter(line -> line.matches("[A-Za-z_]\\w*=.*"))
                    .forEach(this::addLine);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private void addLine(String line) {
        var pair = line.split("=", 2);
        var value = pair[1].strip();
        boolean isQuoted = value.matches("\"[^\"]*\"|'[^']*'");
        add(pair[0] + "=" + (isQuoted ? value.substring(1, value.length() - 1) : value));
    }

    // A variable that is a word of its own may be several, or none.
    private Stream<String> expanded(String word) {
        var whole = VARIABLE.matcher(word);
        if (whole.matches() && whole.group(2) != null)
            return UnitWords.of(value(whole.toMatchResult())).stream();
        return Stream.of(whole.replaceAll(match -> Matcher.quoteReplacement(value(match))));
    }

    private String value(MatchResult match) {
        var name = match.group(1) == null ? match.group(2) : match.group(1);
        return variables.getOrDefault(name, "");
    }
}
