package openencoder.worker.ffmpeg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import openencoder.worker.bundled.FfmpegTools;
import openencoder.worker.sandbox.Bounds;
import openencoder.worker.sandbox.Child;
import openencoder.worker.sandbox.Leftover;
import openencoder.worker.sandbox.Protections;

import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/** Scripts stand in for an FFmpeg that does what the real one does only on a bad day. */
@Timeout(30)
class FfmpegProcessIT {
    private static final Protections PROTECTIONS = Protections.found(System.getenv("PATH"));
    private static final EncodeLimits LIMITS =
            new EncodeLimits(
                    Duration.ofSeconds(10), Duration.ofSeconds(20), Duration.ofMillis(300));
    private static final long MEGABYTE = 1 << 20;

    @TempDir Path folder;
    private final List<Tick> ticks = new ArrayList<>();

    @Test
    void a_run_that_ends_well_tells_how_long_the_film_is() throws Exception {
        var ended =
                run(
                        """
                        printf 'out_time_us=1000000\\nprogress=continue\\n'
                        printf 'out_time_us=2000000\\nprogress=end\\n'
                        echo 'a remark' >&2
                        """);

        assertThat(ended.outTime()).contains(Duration.ofSeconds(2));
        assertThat(ended.stderr()).isEqualTo("a remark\n");
        assertThat(ticks).hasSize(2);
    }

    @Test
    void a_flood_on_stderr_stops_nothing_and_its_end_is_kept() {
        assertFails(
                        """
                        i=0
                        while [ $i -lt 20000 ]; do
                          echo 'x265 [warning]: a very long line about nothing that matters' >&2
                          i=$((i+1))
                        done
                        echo '[mp4 @ 0x1] Error writing trailer: No space left on device' >&2
                        exit 228
                        """,
                        "capacity.disk")
                .hasMessageContaining("No space left on device");
    }

    @Test
    void a_run_without_progress_is_ended_though_it_ignores_sigterm() throws Exception {
        var limits =
                new EncodeLimits(
                        Duration.ofMillis(500), Duration.ofSeconds(20), Duration.ofMillis(300));

        assertThatThrownBy(() -> run(FAMILY_THAT_IGNORES_SIGTERM, limits))
                .isInstanceOf(EncodeFailure.class)
                .hasMessageContaining("capacity.time")
                .hasMessageContaining("no progress");

        assertThat(grandchild()).isNotPresent();
    }

    @Test
    void a_run_that_takes_too_long_is_ended_though_it_makes_progress() {
        var limits =
                new EncodeLimits(
                        Duration.ofSeconds(10), Duration.ofSeconds(1), Duration.ofMillis(300));

        assertThatThrownBy(
                        () ->
                                run(
                                        """
                                        i=0
                                        while :; do
                                          i=$((i+1))
                                          printf "out_time_us=$i\\nprogress=continue\\n"
                                          sleep 0.1
                                        done
                                        """,
                                        limits))
                .hasMessageContaining("capacity.time")
                .hasMessageContaining("longer than 1 s");
    }

    @Test
    void an_interrupt_ends_the_whole_family_at_once() throws Exception {
        var failure = new AtomicReference<Throwable>();
        var encode =
                Thread.ofPlatform()
                        .start(
                                () -> {
                                    try {
                                        run(FAMILY_THAT_IGNORES_SIGTERM);
                                    } catch (Throwable thrown) {
                                        failure.set(thrown);
                                    }
                                });
        awaitGrandchild();
        var began = System.nanoTime();

        encode.interrupt();
        encode.join();

        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(2));
        assertThat(failure.get()).isInstanceOf(InterruptedException.class);
        assertThat(grandchild()).isNotPresent();
    }

    @Test
    void a_crash_is_told_as_such() {
        assertFails("kill -SEGV $$", "settings.encode_failed")
                .hasMessageContaining("segmentation fault");
    }

    @Test
    void a_killed_run_may_be_tried_again() {
        assertFails("kill -KILL $$", "transient.ffmpeg_killed");
    }

    @Test
    void the_cause_is_told_in_ffmpegs_words() {
        assertFails(
                        "echo \"[vost#0:0 @ 0x5632] Unknown encoder 'x'\" >&2; exit 8",
                        "settings.encode_failed")
                .hasMessageContaining("[vost#0:0] Unknown encoder 'x'");
    }

    @Test
    void it_sees_nothing_of_our_environment_and_nothing_on_stdin() throws Exception {
        run("env > environment; cat > stdin");

        assertThat(Files.readAllLines(folder.resolve("environment")))
                .contains("GIVEN=yes")
                .allMatch(line -> line.matches("(GIVEN|PWD|OLDPWD|SHLVL|_|PATH)=.*"));
        assertThat(folder.resolve("stdin")).isEmptyFile();
    }

    @Test
    void a_file_that_grows_past_all_bounds_ends_the_run() {
        if (PROTECTIONS.limits().isEmpty()) TestSandbox.missing("prlimit (package util-linux)");

        assertFails("exec head -c 2000000 /dev/zero > big", "capacity.disk");

        assertThat(folder.resolve("big")).hasSize(MEGABYTE);
    }

    @Test
    void it_dies_with_the_thread_that_started_it() throws Exception {
        if (PROTECTIONS.keeper().isEmpty()) TestSandbox.missing("setpriv (package util-linux)");
        var started = new AtomicReference<Child>();
        Thread.ofPlatform()
                .start(
                        () -> {
                            started.set(sleeper());
                            awaitCommand(started.get(), "sleep");
                        })
                .join();

        assertThat(started.get().waitFor(Duration.ofSeconds(5))).isTrue();
    }

    @Test
    void what_a_dead_worker_left_running_is_ended_by_its_note() throws Exception {
        var note = folder.resolve(Leftover.FILE);
        try (var child = sleeper()) {
            child.record(note);

            assertThat(Leftover.kill(note, PROTECTIONS)).isTrue();

            assertThat(child.waitFor(Duration.ofSeconds(5))).isTrue();
        }
    }

    @Test
    void a_process_that_only_has_the_same_number_is_left_alone() throws Exception {
        var note = folder.resolve(Leftover.FILE);
        try (var child = sleeper()) {
            Files.writeString(note, child.handle().pid() + " 2001-01-01T00:00:00Z");

            assertThat(Leftover.kill(note, PROTECTIONS)).isFalse();

            assertThat(child.handle().isAlive()).isTrue();
        }
    }

    private static final String FAMILY_THAT_IGNORES_SIGTERM =
            """
            trap '' TERM
            sleep 1000 &
            echo $! > grandchild
            mv grandchild grandchild-pid
            while :; do sleep 1; done
            """;

    private Child sleeper() {
        var bounds = new Bounds(folder, true, List.of(), MEGABYTE, 1 << 30, Duration.ofMinutes(1));
        return Child.start(
                PROTECTIONS, bounds, List.of("/bin/sleep", "1000"), Map.of(), _ -> {}, _ -> {});
    }

    private AbstractThrowableAssert<?, ?> assertFails(String script, String code) {
        return assertThatThrownBy(() -> run(script))
                .isInstanceOfSatisfying(
                        EncodeFailure.class,
                        failure -> assertThat(failure.error().code()).isEqualTo(code));
    }

    private FfmpegProcess.Ended run(String script) throws Exception {
        return run(script, LIMITS);
    }

    private FfmpegProcess.Ended run(String script, EncodeLimits limits) throws Exception {
        var program = program(script);
        var tools = new FfmpegTools(program, program, "8.1.2", Map.of("GIVEN", "yes"));
        var run =
                new FfmpegProcess.Run(
                        List.of(),
                        program,
                        folder,
                        folder.resolve(Leftover.FILE),
                        MEGABYTE,
                        limits.total().deadline(Optional.empty(), 1));
        return new FfmpegProcess(tools, PROTECTIONS, limits).run(run, ticks::add);
    }

    private Path program(String script) throws IOException {
        var file = folder.resolve("ffmpeg");
        Files.writeString(file, "#!/bin/sh\nPATH=/usr/bin:/bin\n" + script);
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
    }

    private static void awaitCommand(Child child, String name) {
        while (child.handle().descendants().noneMatch(process -> isNamed(process, name)))
            Thread.onSpinWait();
    }

    private static boolean isNamed(ProcessHandle process, String name) {
        return process.info().command().orElse("").contains(name);
    }

    private void awaitGrandchild() throws InterruptedException {
        while (!Files.exists(folder.resolve("grandchild-pid"))) TimeUnit.MILLISECONDS.sleep(10);
    }

    private Optional<ProcessHandle> grandchild() throws Exception {
        var pid = Long.parseLong(Files.readString(folder.resolve("grandchild-pid")).strip());
        var handle = ProcessHandle.of(pid);
        for (var i = 0; i < 100 && handle.filter(FfmpegProcessIT::isRunning).isPresent(); i++)
            TimeUnit.MILLISECONDS.sleep(10);
        return handle.filter(FfmpegProcessIT::isRunning);
    }

    // a killed orphan stays a zombie in a container without an init, for no process reaps it
    private static boolean isRunning(ProcessHandle process) {
        try {
            var stat = Files.readString(Path.of("/proc", process.pid() + "", "stat"));
            return !stat.substring(stat.lastIndexOf(')')).startsWith(") Z");
        } catch (IOException _) {
            return false;
        }
    }
}
