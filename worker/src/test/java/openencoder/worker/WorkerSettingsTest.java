package openencoder.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import openencoder.worker.agent.BadSetting;
import openencoder.worker.ffmpeg.TimeAllowance;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;

class WorkerSettingsTest {
    private static final Map<String, String> LEAST =
            Map.of("SOURCE_BUCKET", "src", "DESTINATION_BUCKET", "dst");

    @Test
    void the_buckets_are_all_that_must_be_told() {
        var settings = WorkerSettings.from(LEAST);

        assertThat(settings.id()).endsWith("-" + ProcessHandle.current().pid());
        assertThat(settings.workFolder())
                .isEqualTo(Path.of(System.getProperty("java.io.tmpdir"), "openencoder"));
        assertThat(settings.lease()).isEqualTo(Duration.ofSeconds(60));
        assertThat(settings.drain()).isEqualTo(Duration.ofSeconds(10));
        assertThat(settings.stall()).isEqualTo(Duration.ofMinutes(10));
        assertThat(settings.encodeTime())
                .isEqualTo(new TimeAllowance(Duration.ofMinutes(30), 200, Duration.ofHours(11)));
        assertThat(settings.largestSource()).isEqualTo(50_000_000_000L);
        assertThat(settings.longestSource()).isEqualTo(Duration.ofHours(12));
        assertThat(settings.memory()).isEmpty();
        assertThat(settings.requiresSandbox()).isFalse();
        assertThat(settings.threads()).isZero();
        assertThat(settings.endsWithParent()).isFalse();
    }

    @Test
    void everything_can_be_told() {
        var environment = new HashMap<>(LEAST);
        environment.put("WORKER_ID", "w7");
        environment.put("WORK_DIR", "/var/work");
        environment.put("LEASE_SECONDS", "30");
        environment.put("DRAIN_SECONDS", "5");
        environment.put("STALL_SECONDS", "20");
        environment.put("ENCODE_SECONDS", "3600");
        environment.put("ENCODE_FLOOR_SECONDS", "60");
        environment.put("ENCODE_TIMES_SOURCE", "7");
        environment.put("MAX_SOURCE_BYTES", "1000");
        environment.put("MAX_SOURCE_SECONDS", "60");
        environment.put("MEMORY_LIMIT_BYTES", "1073741824");
        environment.put("REQUIRE_SANDBOX", "true");
        environment.put("THREADS", "3");
        environment.put("EXIT_WITH_PARENT", "stdin");

        assertThat(WorkerSettings.from(environment))
                .isEqualTo(
                        new WorkerSettings(
                                "w7",
                                Path.of("/var/work"),
                                "src",
                                "dst",
                                Duration.ofSeconds(30),
                                Duration.ofSeconds(5),
                                Duration.ofSeconds(20),
                                new TimeAllowance(Duration.ofMinutes(1), 7, Duration.ofHours(1)),
                                1000,
                                Duration.ofMinutes(1),
                                OptionalLong.of(1L << 30),
                                true,
                                3,
                                true));
    }

    @ParameterizedTest
    @CsvSource({
        "LEASE_SECONDS, soon, from 6 to 900",
        "LEASE_SECONDS, 5, from 6 to 900",
        "THREADS, -1, from 0 to 64",
        "MEMORY_LIMIT_BYTES, 1000, at least 268435456",
        "REQUIRE_SANDBOX, yes, true or false",
        "SOURCE_BUCKET, '', the name of a bucket",
        "EXIT_WITH_PARENT, always, stdin"
    })
    void a_bad_value_is_told_with_its_name_and_what_would_be_right(
            String name, String value, String right) {
        var environment = new HashMap<>(LEAST);
        environment.put(name, value);

        assertThatThrownBy(() -> WorkerSettings.from(environment))
                .isInstanceOf(BadSetting.class)
                .hasMessageContaining(name)
                .hasMessageContaining(value)
                .hasMessageContaining(right);
    }
}
