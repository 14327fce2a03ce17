import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.FormatterException;
import com.google.googlejavaformat.java.JavaFormatterOptions;
import com.google.googlejavaformat.java.RemoveUnusedImports;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Checks that every Java file is formatted ({@code check}) or makes it so ({@code fix}). A program
 * of its own because the formatter has to run on the JDK we compile for, and Maven may run on an
 * older one.
 */
void main(String[] args) throws Exception {
    var fix = args.length > 0 && args[0].equals("fix");
    var formatter =
            new Formatter(
                    JavaFormatterOptions.builder().style(JavaFormatterOptions.Style.AOSP).build());
    var wrong =
            javaFilesUnder(Path.of(".")).parallelStream()
                    .filter(file -> isChanged(file, formatter, fix))
                    .toList();
    for (var file : wrong) IO.println((fix ? "formatted " : "not formatted: ") + file);
    if (fix || wrong.isEmpty()) return;
    IO.println("Run: ./mvnw -N verify -Dformat=fix");
    System.exit(1);
}

private static boolean isChanged(Path file, Formatter formatter, boolean fix) {
    try {
        var source = Files.readString(file);
        var formatted =
                formatter.formatSourceAndFixImports(
                        RemoveUnusedImports.removeUnusedImports(source));
        if (formatted.equals(source)) return false;
        if (fix) Files.writeString(file, formatted);
        return true;
    } catch (IOException | FormatterException failed) {
        throw new IllegalStateException(file.toString(), failed);
    }
}

private static final Set<String> ELSEWHERE =
        Set.of("target", ".git", ".mvn", ".openencoder", "out", "node_modules");

private static List<Path> javaFilesUnder(Path root) throws Exception {
    var files = new ArrayList<Path>();
    try (var entries = Files.list(root)) {
        for (var entry : entries.sorted().toList()) {
            var name = entry.getFileName().toString();
            if (Files.isDirectory(entry) && !ELSEWHERE.contains(name))
                files.addAll(javaFilesUnder(entry));
            if (name.endsWith(".java")) files.add(entry);
        }
    }
    return files;
}
