package openencoder.cli.artifacts;

import openencoder.cli.command.ProjectHome;
import openencoder.local.artifacts.Artifact;
import openencoder.local.artifacts.Artifacts;
import openencoder.local.artifacts.Built;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Makes the archives without uploading them. */
@Command(name = "build", description = "Makes the archives and their manifest.")
final class ArtifactsBuildCommand implements Runnable {

    @Spec private CommandSpec spec;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Where to. Default: target/artifacts of the project.")
    private Path out;

    @Override
    public void run() {
        var folder = out == null ? cache() : out;
        var built = build(folder, spec.commandLine().getOut());
        try {
            Files.writeString(folder.resolve("manifest.json"), built.manifest());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    static Path cache() {
        return Artifacts.cache(ProjectHome.path());
    }

    /** Makes what is missing in the folder and says what is there. */
    static Built build(Path folder, PrintWriter out) {
        var built = Artifacts.build(ProjectHome.path(), folder);
        out.println("For machines that are " + built.platform() + ":");
        for (Artifact each : built.all())
            out.printf("  %s  %.1f MB  %s%n", each.file(), each.size() / 1e6, each.sha256());
        out.flush();
        return built;
    }
}
