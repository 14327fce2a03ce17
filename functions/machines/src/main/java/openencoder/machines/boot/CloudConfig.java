package openencoder.machines.boot;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Writes YAML for cloud-init. Every text is quoted, or stands in a block of its own, so that none
 * can be taken for YAML.
 */
final class CloudConfig {
    private final StringBuilder accounts = new StringBuilder();
    private final StringBuilder files = new StringBuilder();
    private final StringBuilder commands = new StringBuilder();

    /** An account of the system without a login, beside the image's own. */
    CloudConfig users(String name) {
        accounts.append(
                """
                users:
                  - default
                  - name: %s
                    system: true
                    no_create_home: true
                    lock_passwd: true
                    shell: /usr/sbin/nologin
                """
                        .formatted(quoted(name)));
        return this;
    }

    /** Installed before anything runs. */
    CloudConfig packages(List<String> names) {
        accounts.append("packages: ").append(list(names)).append('\n');
        return this;
    }

    /** A file of root's. */
    CloudConfig text(String path, String permissions, String content) {
        files.append("  - path: ").append(quoted(path)).append('\n');
        files.append("    owner: \"root:root\"\n");
        files.append("    permissions: ").append(quoted(permissions)).append('\n');
        files.append("    content: ")
                .append(isPlainText(content) ? block(content) : quoted(content));
        files.append('\n');
        return this;
    }

    /** A program with its arguments, run once when everything else is done. */
    CloudConfig run(List<String> command) {
        commands.append("  - ").append(list(command)).append('\n');
        return this;
    }

    @Override
    public String toString() {
        return "#cloud-config\n" + accounts + "write_files:\n" + files + "runcmd:\n" + commands;
    }

    // A block keeps its lines as they are; its first one must not begin with a space.
    private static boolean isPlainText(String text) {
        return text.matches("[!-~][ -~\n]*[!-~]\n");
    }

    private static String block(String text) {
        return text.lines()
                .map(line -> line.isEmpty() ? line : "      " + line)
                .collect(Collectors.joining("\n", "|\n", ""));
    }

    private static String list(List<String> texts) {
        return texts.stream().map(CloudConfig::quoted).collect(Collectors.joining(", ", "[", "]"));
    }

    private static String quoted(String text) {
        return text.chars()
                .mapToObj(CloudConfig::escaped)
                .collect(Collectors.joining("", "\"", "\""));
    }

    private static String escaped(int unit) {
        if (unit == '"' || unit == '\\') return "\\" + (char) unit;
        return unit >= ' ' && unit <= '~' ? String.valueOf((char) unit) : "\\u%04x".formatted(unit);
    }
}
