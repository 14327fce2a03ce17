package openencoder.bench.storm;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.Map;

/** A short storm; the long one is {@code bench/storm}. */
class StormIT {
    private static final int JOBS = 12;

    @TempDir Path folder;

    @Test
    void nothing_is_lost_nothing_doubled_and_nothing_stuck() throws Exception {
        var root = Path.of("..").toAbsolutePath().normalize();
        // What only a lease's end can mend is mended within the test's time.
        var settings = new Storm.Settings(JOBS, 4, 10, 20_261, 2, Map.of("LEASE_SECONDS", "12"));

        var report = Storm.run(settings, root, folder);

        assertThat(report.violations()).as(report.figures()).isEmpty();
        assertThat(report.acknowledged()).isEqualTo(JOBS);
        assertThat(report.calls().made()).isGreaterThan(JOBS);
    }
}
