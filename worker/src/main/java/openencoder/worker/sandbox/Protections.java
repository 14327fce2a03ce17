package openencoder.worker.sandbox;

import openencoder.worker.bundled.FfmpegTools;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What keeps a child process in check on this machine: a chain of programs that set something and
 * start the next one. The process that the worker knows is the first, and leads the group of all.
 *
 * @param keeper ends the child's whole process group when the thread that started it ends
 * @param setsid gives the child a process group of its own
 * @param limits of the kernel
 * @param kill reaches a whole process group
 * @param sandbox keeps it from files and network
 * @param holding what was seen to be out of reach
 * @param memory that FFmpeg may have, in bytes
 */
public record Protections(
        Optional<List<String>> keeper,
        Optional<Path> setsid,
        Optional<ResourceLimits> limits,
        Optional<Path> kill,
        Optional<Sandbox> sandbox,
        Holding holding,
        long memory) {
    private static final double USUAL_SHARE_OF_MEMORY = 0.7;

    // Ends the whole group when told that the worker is gone, or if it was so from the start. Each
    // process doing this for itself would not be enough: one that was forked a moment ago has not
    // asked the kernel for it yet, and bubblewrap's then waits for its dead parent for ever.
    private static final String KEEPER =
            "trap 'kill -KILL 0' TERM; [ $PPID = $0 ] || exit 143; \"$@\" &"
                    + " exec 2>&-; wait $!";

    public static final Protections NONE =
            new Protections(
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Holding.NOTHING,
                    usualMemory());

    /** Those of util-linux that are on the search path and were seen to work; no sandbox. */
    public static Protections found(String searchPath) {
        var system = new SearchPath(searchPath);
        var setsid = system.wrapper("setsid");
        return new Protections(
                keeper(system, setsid),
                setsid,
                system.wrapper("prlimit", "--core=0", "--nofile=256").map(ResourceLimits::of),
                system.program("kill"),
                Optional.empty(),
                Holding.NOTHING,
                usualMemory());
    }

    /**
     * Those, and the strongest sandbox that this system has for these programs. What holds is tried
     * out.
     *
     * @param folder where the trial may leave files for a moment
     */
    public static Protections tried(String searchPath, FfmpegTools tools, Path folder) {
        return new Sandboxes(new SearchPath(searchPath), tools)
                .strongest(found(searchPath), new SandboxTrial(tools, folder));
    }

    private static Optional<List<String>> keeper(SearchPath system, Optional<Path> setsid) {
        var setpriv = system.wrapper("setpriv", "--pdeathsig", "TERM");
        var shell = system.program("sh");
        if (setpriv.isEmpty() || setsid.isEmpty() || shell.isEmpty()) return Optional.empty();
        return Optional.of(
                List.of(
                        setpriv.get().toString(),
                        "--pdeathsig",
                        "TERM",
                        setsid.get().toString(),
                        shell.get().toString(),
                        "-c",
                        KEEPER,
                        Long.toString(ProcessHandle.current().pid())));
    }

    /** Of the whole machine's, or of its container's. */
    private static long usualMemory() {
        var system = ManagementFactory.getOperatingSystemMXBean();
        return system instanceof com.sun.management.OperatingSystemMXBean machine
                ? (long) (machine.getTotalMemorySize() * USUAL_SHARE_OF_MEMORY)
                : Long.MAX_VALUE;
    }

    Protections with(Optional<Sandbox> other, Holding tried) {
        return new Protections(keeper, setsid, limits, kill, other, tried, memory);
    }

    /** The same with this much memory, in bytes. */
    public Protections withMemory(long bytes) {
        return new Protections(keeper, setsid, limits, kill, sandbox, holding, bytes);
    }

    /** Whether a child can reach neither the machine's files nor any network. */
    public boolean isolate() {
        return holding.isWhole();
    }

    List<String> around(List<String> command, Bounds bounds) {
        var user = sandbox.flatMap(Sandbox::user);
        var whole = new ArrayList<String>();
        if (keeper.isPresent()) whole.addAll(keeper.get());
        else setsid.ifPresent(path -> whole.add(path.toString()));
        var id = user.map(own -> OptionalInt.of(own.id())).orElse(OptionalInt.empty());
        limits.ifPresent(limit -> whole.addAll(limit.prefix(bounds, id)));
        sandbox.ifPresent(box -> whole.addAll(box.prefix(bounds)));
        whole.addAll(command);
        return whole;
    }

    /** Lets the child's own user reach what it is meant to, if it has one. */
    void admitTo(Bounds bounds) {
        sandbox.flatMap(Sandbox::user).ifPresent(user -> user.admitTo(bounds));
    }

    /** For people: by what means, what is on and what is off. */
    public String summary() {
        return "sandbox: %s; on: %s; off: %s"
                .formatted(sandbox.map(Sandbox::name).orElse("none"), names(true), names(false));
    }

    private String names(boolean isOn) {
        var names =
                Stream.of(
                                new Named("dies with the worker", keeper.isPresent()),
                                new Named("own process group", setsid.isPresent()),
                                new Named(
                                        "limits of memory, processor, processes and files",
                                        limits.isPresent()),
                                new Named("no reading of other files", holding.files()),
                                new Named("no reading of private files", holding.privateFiles()),
                                new Named("no writing elsewhere", holding.writing()),
                                new Named("no network", holding.network()),
                                new Named(
                                        "no sight of the worker's environment",
                                        holding.environment()))
                        .filter(named -> named.isOn() == isOn)
                        .map(Named::name)
                        .collect(Collectors.joining(", "));
        return names.isEmpty() ? "nothing" : names;
    }

    private record Named(String name, boolean isOn) {}
}
