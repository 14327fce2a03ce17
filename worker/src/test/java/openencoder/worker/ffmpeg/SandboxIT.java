package openencoder.worker.ffmpeg;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;

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
}
