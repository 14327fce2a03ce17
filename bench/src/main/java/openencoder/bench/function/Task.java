package openencoder.bench.function;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A request, and what of a project's functions answers it. */
record Task(String name, String target, String function, String handler) {
    private static final String BENCH = "openencoder.bench.";
    static final String STOCK = BENCH + "stock.StreamLambdaHandler";
    static final String PLAIN = BENCH + "plain.PlainLambda";

    static final List<Task> ALL =
            List.of(
                    new Task("auth", "/api/me", "auth", "openencoder.auth.AuthLambda"),
                    new Task(
                            "presets",
                            "/api/presets/1",
                            "presets",
                            "openencoder.presets.PresetsLambda"),
                    new Task("jobs", "/api/jobs/1/status", "jobs", "openencoder.jobs.JobsLambda"),
                    new Task(
                            "machines",
                            "/api/fleet",
                            "machines",
                            "openencoder.machines.MachinesLambda"));

    Path zip(Path root) {
        return root.resolve("functions/%1$s/target/%1$s.zip".formatted(function));
    }

    /** Another handler's zip, made of its folder of jars as AWS's archetype makes it. */
    static Path packed(Path root, String other) throws IOException {
        var target = root.resolve("bench/" + other + "/target");
        var zip = target.resolve(other + ".zip");
        try (var out = new ZipOutputStream(Files.newOutputStream(zip));
                var jars = Files.list(target.resolve("task/lib"))) {
            for (var jar : jars.sorted().toList()) {
                out.putNextEntry(new ZipEntry("lib/" + jar.getFileName()));
                Files.copy(jar, out);
                out.closeEntry();
            }
        }
        return zip;
    }
}
