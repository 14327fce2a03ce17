package openencoder.worker;

import static org.assertj.core.api.Assertions.assertThat;

import openencoder.worker.ffmpeg.TestSandbox;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** The systemd unit that a worker's machine runs it by. */
class WorkerUnitTest {
    private static final Path UNIT = Path.of("systemd/openencoder-worker.service");

    /** In tenths, as systemd-analyze has it: 0 is shut in, 100 is open to everything. */
    private static final String EXPOSURE = "26";

    @TempDir private Path folder;

    @Test
    void systemd_reckons_the_worker_little_exposed() throws Exception {
        assertThat(analyze("security", "--offline=true", "--threshold=" + EXPOSURE)).isEmpty();
    }

    @Test
    void systemd_understands_every_line() throws Exception {
        assertThat(analyze("verify")).isEmpty();
    }

    @Test
    void every_setting_is_one_that_the_worker_reads() throws IOException {
        var read =
                Files.readString(source("WorkerSettings"))
                        + Files.readString(source("bundled/FfmpegSettings"));
        assertThat(Pattern.compile("(?m)^Environment=(\\w+)=").matcher(unit()).results())
                .isNotEmpty()
                .allSatisfy(found -> assertThat(read).contains('"' + found.group(1) + '"'));
    }

    @Test
    void a_worker_that_must_not_go_on_is_not_started_again() throws IOException {
        assertThat(unit()).contains("\nRestart=always\n", "\nRestartPreventExitStatus=2 3\n");
    }

    @Test
    void what_the_worker_writes_is_its_own_and_survives_a_restart() throws IOException {
        assertThat(unit())
                .contains("\nEnvironmentFile=/etc/openencoder/worker.env\n")
                .contains("\nStateDirectory=openencoder\nStateDirectoryMode=0700\n");
    }

    @Test
    void the_address_where_a_cloud_tells_user_data_is_out_of_reach() throws IOException {
        // 169.254.169.254 is link-local.
        assertThat(unit()).containsPattern("\nIPAddressDeny=.*\\blink-local\\b");
    }

    private static Path source(String name) {
        return Path.of("src/main/java/openencoder/worker", name + ".java");
    }

    private static String unit() throws IOException {
        return Files.readString(UNIT);
    }

    /**
     * @return what was wrong
     */
    private String analyze(String... question) throws IOException, InterruptedException {
        var isThere = Files.isExecutable(Path.of("/usr/bin/systemd-analyze"));
        if (!isThere) TestSandbox.missing("systemd-analyze (package systemd)");
        var unit = folder.resolve(UNIT.getFileName());
        Files.writeString(unit, unit().replaceAll("(?m)^ExecStart=\\S+", "ExecStart=/bin/true"));
        var command = new ArrayList<>(List.of("systemd-analyze"));
        command.addAll(List.of(question));
        command.add(unit.toString());
        var said = folder.resolve("said");
        var process =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(said.toFile())
                        .start();
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return process.exitValue() == 0 ? "" : Files.readString(said);
    }
}
