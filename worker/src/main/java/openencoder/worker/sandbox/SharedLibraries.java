package openencoder.worker.sandbox;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** The files that a program is loaded from, as the system's loader finds them. */
final class SharedLibraries {
    private static final Pattern LIBRARY = Pattern.compile("(?m)(/\\S+) \\(0x[0-9a-f]+\\)$");
    private static final Path LOADER_CACHE = Path.of("/etc/ld.so.cache");
    private static final List<Path> SYSTEM =
            List.of(Path.of("/usr"), Path.of("/lib"), Path.of("/lib64"), Path.of("/bin"));

    private SharedLibraries() {}

    /** These programs and every library that they name. */
    static List<Path> with(List<Path> programs, Map<String, String> environment) {
        var files = new TreeSet<Path>();
        for (var program : programs) {
            files.add(program);
            files.addAll(of(program, environment));
        }
        if (Files.exists(LOADER_CACHE)) files.add(LOADER_CACHE);
        return List.copyOf(files);
    }

    /** For a program that needs more than it says: these and all that the system has installed. */
    static List<Path> withWholeSystem(List<Path> programs) {
        var files = new ArrayList<>(SYSTEM.stream().filter(Files::isDirectory).toList());
        if (Files.exists(LOADER_CACHE)) files.add(LOADER_CACHE);
        programs.stream()
                .map(Path::getParent)
                .distinct()
                .filter(folder -> SYSTEM.stream().noneMatch(folder::startsWith))
                .forEach(files::add);
        return List.copyOf(files);
    }

    /** As ldd does it. */
    private static List<Path> of(Path program, Map<String, String> environment) {
        var builder = new ProcessBuilder(program.toString()).redirectErrorStream(true);
        builder.environment().clear();
        builder.environment().putAll(environment);
        builder.environment().put("LD_TRACE_LOADED_OBJECTS", "1");
        try {
            var process = builder.start();
            process.getOutputStream().close();
            var text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            process.waitFor(5, TimeUnit.SECONDS);
            return LIBRARY.matcher(text)
                    .results()
                    .map(found -> Path.of(found.group(1)))
                    .filter(Files::exists)
                    .toList();
        } catch (IOException _) {
            return List.of();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return List.of();
        }
    }
}
