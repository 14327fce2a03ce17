package openencoder.cli.invoke;

import static org.assertj.core.api.Assertions.assertThat;

import openencoder.cli.OpenEncoderCommand;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;

class InvokeCommandTest {

    private static final String EVENT = "../events/jobs/health.json";

    @TempDir Path folder;
    private final StringWriter err = new StringWriter();

    @BeforeEach
    void home() {
        System.setProperty("openencoder.home", "..");
    }

    @AfterEach
    void forget() {
        System.clearProperty("openencoder.home");
    }

    @Test
    void an_unknown_function_is_a_wrong_use_that_lists_those_there_are() {
        assertThat(run("invoke", "films", "--event", EVENT)).isEqualTo(2);
        assertThat(err.toString())
                .contains(
                        "There is no function films, but AuthFunction, PresetsFunction,"
                            + " JobsFunction, SweeperFunction, MachinesFunction, FleetFunction.");
    }

    @Test
    void an_event_is_needed() {
        assertThat(run("invoke", "jobs")).isEqualTo(2);
        assertThat(err.toString()).contains("Missing required option: '--event=FILE'");
    }

    @Test
    void a_missing_event_is_a_wrong_use() {
        assertThat(run("invoke", "jobs", "--event", "nowhere.json")).isEqualTo(2);
        assertThat(err.toString()).contains("--event: nowhere.json cannot be read.");
    }

    @Test
    void an_event_that_is_no_json_is_a_wrong_use() throws IOException {
        var broken = Files.writeString(folder.resolve("broken.json"), "{\"a\":");
        assertThat(run("invoke", "JobsFunction", "--event", broken.toString())).isEqualTo(2);
        assertThat(err.toString()).contains("broken.json is no JSON: ");
        var empty = Files.createFile(folder.resolve("empty.json"));
        assertThat(run("invoke", "jobs", "--event", empty.toString())).isEqualTo(2);
        assertThat(err.toString()).contains("empty.json is empty.");
    }

    @Test
    void a_variable_without_a_value_is_a_wrong_use() {
        assertThat(run("invoke", "jobs", "--event", EVENT, "--env", "NAME")).isEqualTo(2);
        assertThat(err.toString()).contains("--env");
    }

    private int run(String... arguments) {
        return OpenEncoderCommand.commandLine()
                .setErr(new PrintWriter(err, true))
                .setOut(new PrintWriter(new StringWriter()))
                .execute(arguments);
    }
}
