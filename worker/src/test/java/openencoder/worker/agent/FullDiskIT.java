package openencoder.worker.agent;

import static org.assertj.core.api.Assertions.assertThat;

import openencoder.job.Job;
import openencoder.job.JobError.Kind;
import openencoder.job.JobStatus;
import openencoder.preset.PresetSnapshot;
import openencoder.worker.encode.Encoder;
import openencoder.worker.encode.Ffmpeg;
import openencoder.worker.ffmpeg.Clips;
import openencoder.worker.ffmpeg.EncodeLimits;
import openencoder.worker.sandbox.Protections;
import openencoder.worker.source.Truth;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.nio.file.Path;
import java.time.Duration;

/** A disk that fills up while a job is worked on. FFmpeg's HLS ends with 0 and no word of it. */
@Timeout(60)
class FullDiskIT {
    private static final int PAGE = 4096;
    private static final EncodeLimits LIMITS =
            new EncodeLimits(Duration.ofSeconds(20), Duration.ofSeconds(50), Duration.ofSeconds(2));

    enum Output {
        MP4(Trial.MP4),
        MKV(Trial.MKV),
        HLS(Trial.HLS);

        private final PresetSnapshot preset;

        Output(PresetSnapshot preset) {
            this.preset = preset;
        }
    }

    @TempDir static Path made;
    private static Path clip;

    @TempDir Path folder;
    private SmallDisk disk;

    @BeforeAll
    static void film() {
        clip = new Clips(made).small();
    }

    @BeforeEach
    void mount() throws Exception {
        disk = SmallDisk.at(folder.resolve("disk"));
    }

    @AfterEach
    void unmount() throws Exception {
        if (disk != null) disk.close();
    }

    /** From no room at all to as much as the output takes, page by page where it ends. */
    @ParameterizedTest
    @EnumSource
    void whatever_room_is_left_a_job_completes_whole_or_not_at_all(Output output) throws Exception {
        var needed = spaceTaken(output);
        var failed = 0;
        for (var left :
                new long[] {
                    0,
                    PAGE,
                    needed / 4,
                    needed / 2,
                    needed - 6 * PAGE,
                    needed - 4 * PAGE,
                    needed - 3 * PAGE,
                    needed - 2 * PAGE,
                    needed - PAGE,
                    needed + 8 * PAGE
                }) {
            var trial = new Trial(disk.folder().resolve("left" + left), clip);
            var planner = trial.world.planner;
            trial.world.planner =
                    (job, source, facts) -> {
                        disk.fill(left);
                        return planner.plan(job, source, facts);
                    };

            var job = trial.run(output.preset, real());

            disk.empty();
            if (job.status() == JobStatus.COMPLETED) {
                assertThat(Truth.of(trial.output(job)).isAsGoodAs(Truth.of(clip))).isTrue();
                continue;
            }
            assertDiskFull(job, trial);
            failed++;
        }
        assertThat(failed).isGreaterThanOrEqualTo(5);
    }

    @Test
    void a_download_that_fills_the_disk_is_an_error_of_capacity() throws Exception {
        var trial = new Trial(disk.folder().resolve("work"), clip);
        var hooked = new HookedStore(trial.world.store, () -> {});
        hooked.beforeDownload = () -> disk.fill(3 * PAGE);
        trial.world.objects = hooked;

        assertDiskFull(trial.run(Trial.MP4, real()), trial);
    }

    @Test
    void a_disk_that_is_full_from_the_start_is_an_error_of_capacity() throws Exception {
        var trial = new Trial(disk.folder().resolve("work"), clip);
        disk.fill(0);

        assertDiskFull(trial.run(Trial.MP4, real()), trial);
    }

    private static void assertDiskFull(Job job, Trial trial) {
        assertThat(job.status()).isEqualTo(JobStatus.ERROR);
        assertThat(Trial.error(job).code()).as("%s", Trial.error(job)).isEqualTo("capacity.disk");
        assertThat(Trial.error(job).kind()).isEqualTo(Kind.CAPACITY);
        trial.assertNothingLeft();
    }

    private long spaceTaken(Output output) throws Exception {
        var trial = new Trial(folder.resolve("roomy"), clip);
        var job = trial.run(output.preset, real());
        assertThat(job.status()).as("%s", job).isEqualTo(JobStatus.COMPLETED);
        return trial.space(job);
    }

    private static Encoder real() {
        return new Ffmpeg(Clips.tools(), Protections.found(System.getenv("PATH")), LIMITS);
    }
}
