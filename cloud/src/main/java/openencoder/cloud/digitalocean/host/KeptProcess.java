package openencoder.cloud.digitalocean.host;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/**
 * A command and, before it, a shell that ends it and all of its process group when this process is
 * gone, however it went: the shell's stdin ends then.
 */
final class KeptProcess {

    // $0 says whether there is a group of its own. What a signal ended is waited for again, so that
    // the command's own status is told.
    private static final String KEEPER =
            """
            exec 3<&0
            "$@" </dev/null 3<&- &
            main=$!
            { read -r _ <&3; [ "$0" = group ] && kill -KILL 0; kill -KILL "$main"; } >/dev/null 2>&1 &
            watch=$!
            exec 3<&-
            trap 'kill -TERM "$main"' TERM
            while wait "$main"; status=$?; kill -0 "$main" 2>/dev/null; do :; done
            kill -KILL "$watch"
            exit "$status"
            """;

    private final Process shell;

    private KeptProcess(Process shell) {
        this.shell = shell;
    }

    /**
     * @param environment all that it finds there
     * @param console where what it prints is added
     */
    static KeptProcess start(
            List<String> command, Map<String, String> environment, Path folder, Path console) {
        var whole = new ArrayList<String>();
        var setsid = setsid(environment.getOrDefault("PATH", ""));
        setsid.forEach(program -> whole.add(program.toString()));
        whole.addAll(List.of("/bin/sh", "-c", KEEPER, setsid.isEmpty() ? "alone" : "group"));
        whole.addAll(command);
        var builder =
                new ProcessBuilder(whole)
                        .directory(folder.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.appendTo(console.toFile()));
        builder.environment().clear();
        builder.environment().putAll(environment);
        try {
            return new KeptProcess(builder.start());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    // Linux has it, macOS does not.
    private static List<Path> setsid(String searchPath) {
        return Arrays.stream(searchPath.split(File.pathSeparator))
                .filter(folder -> !folder.isEmpty())
                .map(folder -> Path.of(folder, "setsid"))
                .filter(Files::isExecutable)
                .limit(1)
                .toList();
    }

    ProcessHandle handle() {
        return shell.toHandle();
    }

    /** As shells have it: 128 and the signal's number for a command that a signal ended. */
    int waitFor() throws InterruptedException {
        return shell.waitFor();
    }

    CompletableFuture<Process> exit() {
        return shell.onExit();
    }

    /** SIGTERM to the command. */
    void askToEnd() {
        shell.destroy();
    }

    /** SIGKILL to the command and all that descends from it; these are returned. */
    List<ProcessHandle> kill() {
        var family = Stream.concat(Stream.of(handle()), shell.descendants()).toList();
        family.forEach(ProcessHandle::destroyForcibly);
        return family;
    }
}
