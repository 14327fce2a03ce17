package openencoder.worker.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import openencoder.worker.ffmpeg.Clips;
import openencoder.worker.ffmpeg.EncodeFailure;
import openencoder.worker.ffmpeg.EncodeLimits;
import openencoder.worker.ffmpeg.FfmpegProcess;
import openencoder.worker.ffmpeg.TestSandbox;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/** The start-up trial, on this system and on poorer ones. */
@Timeout(60)
class SandboxIT {
    @TempDir Path folder;

    @Test
    void with_bubblewrap_nothing_is_in_reach() {
        var protections = TestSandbox.require();

        assertThat(protections.holding().isWhole()).as(protections.summary()).isTrue();
        assertThat(protections.isolate()).isTrue();
        assertThat(protections.summary())
                .startsWith("sandbox: bubblewrap")
                .endsWith("off: nothing");
    }

    @Test
    void without_a_sandbox_the_trial_breaks_out_everywhere() {
        var trial = new SandboxTrial(Clips.tools(), folder);

        var holding = trial.of(Protections.found(System.getenv("PATH"))).orElseThrow();

        assertThat(holding).isEqualTo(Holding.NOTHING);
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void a_system_without_bubblewrap_says_what_does_not_hold() throws Exception {
        var bin = Files.createDirectory(folder.resolve("bin"));
        Files.createSymbolicLink(bin.resolve("true"), Path.of("/bin/true"));

        var protections = Protections.tried(bin.toString(), Clips.tools(), folder);

        assertThat(protections.isolate()).isFalse();
        assertThat(protections.summary())
                .startsWith("sandbox: none; on: nothing; off: dies with the worker,")
                .contains("no network");
        assertThat(new NoSandbox(protections)).hasMessageContaining("Install bubblewrap");
    }

    @Test
    void an_encode_that_needs_more_memory_than_it_may_have_is_told_as_such() throws Exception {
        var protections = TestSandbox.require().withMemory(200L << 20);

        assertThatThrownBy(() -> run(protections, "-vf", "scale=8000:4000", "-c:v", "libx264"))
                .isInstanceOf(EncodeFailure.class)
                .hasMessageContaining("capacity.memory");
    }

    @Test
    void what_it_writes_is_limited_in_all() {
        assertThatThrownBy(
                        () ->
                                run(
                                        TestSandbox.require(),
                                        "-filter_complex",
                                        "testsrc2=size=320x180",
                                        "-c:v",
                                        "rawvideo",
                                        "-f",
                                        "segment",
                                        "-segment_time",
                                        "1",
                                        "part%d.avi"))
                .isInstanceOf(EncodeFailure.class)
                .hasMessageContaining("capacity.disk");
    }

    @Test
    void nothing_in_the_sandbox_outlives_the_thread_that_started_it() throws Exception {
        var protections = TestSandbox.require();
        var inside = new AtomicReference<List<ProcessHandle>>();
        Thread.ofPlatform().start(() -> inside.set(familyOf(endless(protections)))).join();

        for (var process : inside.get())
            assertThat(process.onExit().get(5, TimeUnit.SECONDS).isAlive()).isFalse();
    }

    @Test
    void nothing_outlives_a_thread_that_ends_while_the_sandbox_is_being_set_up() throws Exception {
        var protections = TestSandbox.require();
        var groups = new ArrayList<Long>();
        for (var i = 0; i < 60; i++) {
            var pause = Duration.ofMillis(i % 30);
            Thread.ofPlatform()
                    .start(
                            () -> {
                                var child = endless(protections).handle();
                                groups.add(child.pid());
                                // from now on the kernel tells it when this thread ends
                                await(
                                        () ->
                                                child.info()
                                                        .command()
                                                        .orElse("")
                                                        .matches(".*/(da|ba)?sh"));
                                LockSupport.parkNanos(pause.toNanos());
                            })
                    .join();
        }

        await(() -> groups.stream().noneMatch(SandboxIT::hasMembers));
    }

    private static boolean hasMembers(long group) {
        try (var processes = ProcessHandle.allProcesses()) {
            return processes.anyMatch(process -> groupOf(process) == group);
        }
    }

    // The fifth word of this file, counted after the name in brackets, which may hold spaces.
    private static long groupOf(ProcessHandle process) {
        try {
            var stat = Files.readString(Path.of("/proc/%d/stat".formatted(process.pid())));
            return Long.parseLong(stat.substring(stat.lastIndexOf(')') + 2).split(" ")[2]);
        } catch (IOException _) {
            return -1;
        }
    }

    private static void await(BooleanSupplier condition) {
        var deadline = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).isLessThan(deadline);
            Thread.onSpinWait();
        }
    }

    private Child endless(Protections protections) {
        return Child.start(
                protections,
                new Bounds(folder, true, List.of(), 1 << 20, 1 << 30, Duration.ofMinutes(1)),
                List.of(
                        Clips.tools().ffmpeg().toString(),
                        "-v",
                        "quiet",
                        "-re",
                        "-f",
                        "lavfi",
                        "-i",
                        "testsrc2",
                        "-f",
                        "null",
                        "-"),
                Clips.tools().environment(),
                _ -> {},
                _ -> {});
    }

    /** The wrapper, and FFmpeg within. */
    private static List<ProcessHandle> familyOf(Child child) {
        while (child.handle().descendants().noneMatch(SandboxIT::isFfmpeg)) Thread.onSpinWait();
        return Stream.concat(Stream.of(child.handle()), child.handle().descendants()).toList();
    }

    private static boolean isFfmpeg(ProcessHandle process) {
        return process.info().command().orElse("").endsWith("/ffmpeg");
    }

    private void run(Protections protections, String... settings) throws Exception {
        var source = new Clips(Files.createDirectory(folder.resolve("made"))).mp4();
        var out = Files.createDirectory(folder.resolve("out"));
        var arguments =
                new ArrayList<>(List.of("-v", "level+warning", "-progress", "pipe:1", "-i"));
        arguments.add("file:" + source);
        arguments.addAll(List.of(settings));
        if (!arguments.getLast().endsWith(".avi")) arguments.add("file:out.mp4");
        var limits =
                new EncodeLimits(
                        Duration.ofSeconds(20), Duration.ofSeconds(30), Duration.ofSeconds(1));
        new FfmpegProcess(Clips.tools(), protections, limits)
                .run(
                        new FfmpegProcess.Run(
                                arguments,
                                source,
                                out,
                                folder.resolve(Leftover.FILE),
                                100 << 20,
                                limits.total().deadline(Optional.empty(), 1)),
                        _ -> {});
    }
}
