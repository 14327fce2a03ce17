package openencoder.local.artifacts;

import openencoder.media.Sha256;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.spi.ToolProvider;

/** The part of this Java that the agent needs, as a Java of its own. */
final class RuntimeImage {
    // What no class names: TLS with elliptic curves, S3's XML, and the clocks, files and memory
    // that
    // libraries look for by reflection.
    private static final List<String> FOUND_AT_RUN_TIME =
            List.of("java.xml", "jdk.crypto.ec", "jdk.unsupported", "jdk.zipfs");

    // Jackson can read beans of it, and does without where it is missing.
    private static final String SCREENS = "java.desktop";

    private RuntimeImage() {}

    /** The same for the same Java with the same roots of trust. */
    static String fingerprint() {
        var roots = Path.of(System.getProperty("java.home"), "lib/security/cacerts");
        return "%s %s %s"
                .formatted(System.getProperty("java.vendor"), Runtime.version(), Sha256.of(roots));
    }

    /** The modules that these jars need, found by jdeps. */
    static Set<String> modules(Collection<Path> jars) {
        var paths = jars.stream().map(Path::toString).sorted().toList();
        var arguments = new ArrayList<String>();
        arguments.addAll(List.of("--print-module-deps", "--ignore-missing-deps"));
        arguments.addAll(List.of("--multi-release", Integer.toString(Runtime.version().feature())));
        arguments.addAll(paths);
        var modules = new TreeSet<>(List.of(lastLine(run("jdeps", arguments)).split(",")));
        modules.addAll(FOUND_AT_RUN_TIME);
        modules.remove(SCREENS);
        return modules;
    }

    // What it warns of comes before.
    private static String lastLine(String said) {
        return said.lines().toList().getLast();
    }

    /**
     * @param folder where there is nothing yet
     */
    static void link(Set<String> modules, Path folder) {
        run(
                "jlink",
                List.of(
                        "--add-modules",
                        String.join(",", modules),
                        "--strip-debug",
                        "--no-header-files",
                        "--no-man-pages",
                        "--compress",
                        "zip-6",
                        "--output",
                        folder.toString()));
    }

    private static String run(String name, List<String> arguments) {
        var tool =
                ToolProvider.findFirst(name)
                        .orElseThrow(
                                () ->
                                        new ArtifactProblem(
                                                "This Java has no %s; run on a whole JDK."
                                                        .formatted(name)));
        var said = new StringWriter();
        var wrong = new StringWriter();
        var exit =
                tool.run(
                        new PrintWriter(said, true),
                        new PrintWriter(wrong, true),
                        arguments.toArray(String[]::new));
        if (exit == 0) return said.toString();
        throw new ArtifactProblem("%s failed: %s".formatted(name, (said + " " + wrong).strip()));
    }
}
