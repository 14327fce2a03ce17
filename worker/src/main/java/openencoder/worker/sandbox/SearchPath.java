package openencoder.worker.sandbox;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The system's own programs. */
record SearchPath(String folders) {
    Optional<Path> program(String name) {
        for (var folder : folders.split(File.pathSeparator)) {
            if (folder.isBlank()) continue;
            var path = Path.of(folder, name);
            if (Files.isExecutable(path)) return Optional.of(path.toAbsolutePath());
        }
        return Optional.empty();
    }

    /** A program that sets something and then becomes another, if it was seen to work. */
    Optional<Path> wrapper(String name, String... options) {
        var truth = program("true");
        if (truth.isEmpty()) return Optional.empty();
        return program(name).filter(path -> succeeds(path, options, truth.get()));
    }

    private static boolean succeeds(Path wrapper, String[] options, Path truth) {
        var command = new ArrayList<String>();
        command.add(wrapper.toString());
        command.addAll(List.of(options));
        command.add(truth.toString());
        try {
            var process =
                    new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start();
            return process.waitFor(5, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException _) {
            return false;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
