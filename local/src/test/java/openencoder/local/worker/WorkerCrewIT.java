package openencoder.local.worker;

import static org.assertj.core.api.Assertions.assertThat;

import openencoder.local.stack.RunningProcesses;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipEntry;

class WorkerCrewIT {

    @TempDir Path folder;
    private final BlockingQueue<List<ProcessHandle>> changes = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> lastWords = new LinkedBlockingQueue<>();
    private WorkerCrew crew;

    @BeforeEach
    void packAgent() throws IOException {
        var agent = "openencoder/worker/WorkerMain.class";
        Files.createDirectories(folder.resolve("lib"));
        try (var jar =
                new JarOutputStream(Files.newOutputStream(folder.resolve("lib/agent.jar")))) {
            jar.putNextEntry(new ZipEntry(agent));
            Files.copy(Path.of("target/test-classes", agent), jar);
        }
    }

    @AfterEach
    void stop() {
        crew.close();
    }

    @Test
    void a_worker_sees_only_the_environment_it_is_given() throws Exception {
        start(1, Map.of("JOBS_TABLE", "jobs-table"));
        var log = folder.resolve("worker-1.log");
        await(_ -> contains(log, "worker-1 []"));
        assertThat(log).content().contains("[EXIT_WITH_PARENT, JOBS_TABLE, WORKER_ID]");
    }

    @Test
    void a_worker_that_is_killed_is_followed_by_another() throws Exception {
        start(2, Map.of());
        var both = await(running -> running.size() == 2);
        both.getFirst().destroyForcibly();
        await(running -> running.size() == 1);
        var again = await(running -> running.size() == 2);
        assertThat(again).contains(both.get(1)).doesNotContain(both.get(0));
    }

    @Test
    void a_worker_that_cannot_work_is_not_started_again_and_its_reason_is_told() throws Exception {
        start(2, Map.of("UNUSABLE", "No FFmpeg works here."));
        assertThat(lastWords.poll(20, TimeUnit.SECONDS)).endsWith("No FFmpeg works here.");
        assertThat(lastWords.poll(20, TimeUnit.SECONDS)).endsWith("No FFmpeg works here.");
        assertThat(crew.whyNothingWorks().orElseThrow()).endsWith("No FFmpeg works here.");
        await(List::isEmpty);
        assertThat(changes.poll(2, TimeUnit.SECONDS)).isNull();
    }

    @Test
    void closing_ends_even_a_worker_that_does_not_listen_and_its_children() throws Exception {
        start(2, Map.of("DEAF", "yes", "WITH_CHILD", "yes", "PATH", System.getenv("PATH")));
        var workers = await(running -> running.size() == 2);
        await(_ -> workers.stream().allMatch(worker -> worker.children().count() == 1));
        var children = workers.stream().flatMap(ProcessHandle::children).toList();
        long before = System.nanoTime();
        crew.close();
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(5));
        assertThat(workers).allSatisfy(worker -> ended(worker));
        assertThat(children).allSatisfy(child -> ended(child));
    }

    @Test
    void a_later_run_ends_what_an_earlier_one_left() throws Exception {
        start(1, Map.of());
        var left = await(running -> running.size() == 1);
        var file = new RunningProcesses(folder);
        file.record(left);
        new RunningProcesses(folder).endLeftovers();
        ended(left.getFirst());
        assertThat(folder.resolve("workers.pids")).doesNotExist();
    }

    private static void ended(ProcessHandle process) {
        assertThat(process.onExit()).succeedsWithin(Duration.ofSeconds(5));
    }

    private void start(int workers, Map<String, String> environment) {
        crew =
                new WorkerCrew(
                        folder.resolve("lib"),
                        environment,
                        folder,
                        running ->
                                changes.add(running.stream().map(WorkerProcess::handle).toList()),
                        lastWords::add);
        crew.start(workers);
    }

    /** The first list of running workers, from now on or the last one, that is as wanted. */
    private List<ProcessHandle> await(Predicate<List<ProcessHandle>> wanted) throws Exception {
        List<ProcessHandle> last = List.of();
        for (int tries = 0; tries < 200; tries++) {
            var next = changes.poll(50, TimeUnit.MILLISECONDS);
            last = next == null ? last : next;
            if (wanted.test(last)) return last;
        }
        throw new AssertionError("still " + last);
    }

    private static boolean contains(Path log, String text) {
        try {
            return Files.exists(log) && Files.readString(log).contains(text);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
