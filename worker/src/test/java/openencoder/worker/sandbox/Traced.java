package openencoder.worker.sandbox;

import openencoder.worker.bundled.FfmpegTools;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** What FFmpeg asks of the system, seen by strace, when nothing but its arguments holds it back. */
public final class Traced {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final Pattern CALL = Pattern.compile("^\\d+ +(\\w+)\\((.*)$");
    private static final Pattern QUOTED = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"");

    // What the loader, the C library and the encoders ask for whatever they are given to do.
    private static final Pattern ALWAYS =
            Pattern.compile(
                    "/etc/ld\\.so\\.(cache|preload)|/lib(64)?(/.*)?|/usr/lib(64)?(/.*)?"
                            + "|/dev/(null|urandom|random)|/etc/localtime|/usr/share/zoneinfo/.*"
                            + "|/proc/(cpuinfo|meminfo|stat|sys/vm/overcommit_memory)"
                            + "|/proc/self/(exe|status|task/\\d+/comm|maps)"
                            + "|/sys/(devices/system/(cpu|node)|fs/cgroup)(/.*)?"
                            + "|/sys/kernel/mm/transparent_hugepage(/.*)?");

    private final Path strace;
    private final FfmpegTools tools;

    private Traced(Path strace, FfmpegTools tools) {
        this.strace = strace;
        this.tools = tools;
    }

    public static Optional<Traced> here(FfmpegTools tools) {
        return new SearchPath(System.getenv("PATH"))
                .wrapper("strace", "-f", "-qq", "-e", "trace=%network", "-o", "/dev/null")
                .map(strace -> new Traced(strace, tools));
    }

    /**
     * @param job the folder of the job, with the folder {@code out} where FFmpeg runs
     * @return every call that went, or tried to go, beyond the job
     */
    public List<String> escapes(Path job, List<String> arguments)
            throws IOException, InterruptedException {
        var log = Files.createTempFile("trace", ".log");
        var command = new ArrayList<String>();
        command.add(strace.toString());
        command.addAll(List.of("-f", "-qq", "--seccomp-bpf", "-s", "4096"));
        command.addAll(List.of("-e", "trace=%file,%network,%process", "-o", log.toString()));
        command.add(tools.ffmpeg().toString());
        command.addAll(arguments);
        var out = job.resolve("out");
        var bounds = new Bounds(out, true, List.of(), 1L << 28, 1L << 32, TIMEOUT.multipliedBy(4));
        var protections = Protections.found(System.getenv("PATH"));
        try (var child =
                Child.start(protections, bounds, command, tools.environment(), _ -> {}, _ -> {})) {
            child.waitFor(TIMEOUT);
        }
        try (var lines = Files.lines(log)) {
            return lines.filter(line -> isEscape(line, job)).toList();
        } finally {
            Files.delete(log);
        }
    }

    private boolean isEscape(String line, Path job) {
        var call = CALL.matcher(line);
        if (!call.matches()) return false;
        return switch (call.group(1)) {
            case "execve" -> !call.group(2).startsWith("\"" + tools.ffmpeg() + "\"");
            case "exit", "exit_group", "clone", "clone3", "wait4", "kill", "tgkill" -> false;
            case "socket", "connect", "bind", "socketpair", "sendto", "fork", "vfork" -> true;
            default ->
                    QUOTED.matcher(call.group(2)).results().anyMatch(p -> leaves(p.group(1), job));
        };
    }

    private boolean leaves(String path, Path job) {
        if (path.isEmpty()) return false;
        var file = job.resolve("out").resolve(path).normalize();
        return !file.startsWith(job)
                && !file.startsWith(tools.ffmpeg().getParent())
                && !ALWAYS.matcher(file.toString()).matches();
    }
}
