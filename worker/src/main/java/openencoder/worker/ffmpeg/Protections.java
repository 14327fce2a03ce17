package openencoder.worker.ffmpeg;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * What this machine offers to keep a child process in check, from util-linux: each wrapper sets
 * something and then becomes the next program, so the child keeps its process id.
 *
 * @param setpriv has the kernel kill the child when the thread that started it ends
 * @param setsid gives the child a process group of its own
 * @param prlimit sets limits
 * @param kill reaches a whole process group
 */
public record Protections(
        Optional<Path> setpriv,
        Optional<Path> setsid,
        Optional<Path> prlimit,
        Optional<Path> kill) {
    public static final Protections NONE =
            new Protections(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    /** Those that are on the search path and were seen to work. */
    public static Protections found(String searchPath) {
        return new Protections(
                working(searchPath, "setpriv", "--pdeathsig", "KILL"),
                working(searchPath, "setsid"),
                working(searchPath, "prlimit", "--core=0", "--nofile=256"),
                program(searchPath, "kill"));
    }

    /**
     * @param largestFile in bytes; a child that writes a larger one is ended by the kernel
     */
    List<String> around(List<String> command, long largestFile) {
        var whole = new ArrayList<String>();
        setpriv.ifPresent(path -> whole.addAll(List.of(path + "", "--pdeathsig", "KILL")));
        setsid.ifPresent(path -> whole.add(path.toString()));
        prlimit.ifPresent(
                path ->
                        whole.addAll(
                                List.of(
                                        path.toString(),
                                        "--core=0",
                                        "--nofile=1024",
                                        "--fsize=" + largestFile)));
        whole.addAll(command);
        return whole;
    }

    /** For people: what is on and what is off. */
    public String summary() {
        return "dies with the worker: %s, own process group: %s, limits: %s"
                .formatted(onOff(setpriv), onOff(setsid), onOff(prlimit));
    }

    private static String onOff(Optional<Path> wrapper) {
        return wrapper.isPresent() ? "on" : "off";
    }

    private static Optional<Path> working(String searchPath, String name, String... options) {
        var truth = program(searchPath, "true");
        if (truth.isEmpty()) return Optional.empty();
        return program(searchPath, name)
                .filter(wrapper -> succeeds(wrapper, options, truth.orElseThrow()));
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

    private static Optional<Path> program(String searchPath, String name) {
        for (var folder : searchPath.split(File.pathSeparator)) {
            var path = Path.of(folder, name);
            if (Files.isExecutable(path)) return Optional.of(path.toAbsolutePath());
        }
        return Optional.empty();
    }
}
