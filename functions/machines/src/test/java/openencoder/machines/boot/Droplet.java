package openencoder.machines.boot;

import org.yaml.snakeyaml.Yaml;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Does with user data what cloud-init does, in a folder of its own instead of a whole machine. */
record Droplet(Path root) {
    @SuppressWarnings("unchecked")
    static List<Map<String, String>> files(String userData) {
        return (List<Map<String, String>>)
                new Yaml().<Map<String, Object>>load(userData).get("write_files");
    }

    @SuppressWarnings("unchecked")
    static List<List<String>> commands(String userData) {
        return (List<List<String>>) new Yaml().<Map<String, Object>>load(userData).get("runcmd");
    }

    void writeFiles(String userData) throws IOException {
        for (var file : files(userData)) {
            var path = root.resolve(file.get("path").substring(1));
            Files.createDirectories(path.getParent());
            Files.writeString(path, file.get("content"));
            Files.setPosixFilePermissions(path, permissions(file.get("permissions")));
        }
        // Where cloud-init itself keeps what it was given.
        var kept = Files.createDirectories(root.resolve("var/lib/cloud/instances/1"));
        Files.writeString(kept.resolve("user-data.txt"), userData);
        Files.writeString(kept.resolve("boot-finished"), "42.00");
    }

    Command runCommands(String userData, Map<String, String> environment)
            throws IOException, InterruptedException {
        var all = new HashMap<>(environment);
        all.put("ROOT", root.toString());
        all.put("PAUSE", "0");
        return Command.run(all, commands(userData).getFirst().toArray(String[]::new));
    }

    Path path(String absolute) {
        return root.resolve(absolute.substring(1));
    }

    private static Set<PosixFilePermission> permissions(String octal) {
        var bits = Integer.parseInt(octal, 8);
        var all = PosixFilePermission.values();
        var set = new HashSet<PosixFilePermission>();
        for (var i = 0; i < all.length; i++) if ((bits & (0400 >> i)) != 0) set.add(all[i]);
        return set;
    }
}
