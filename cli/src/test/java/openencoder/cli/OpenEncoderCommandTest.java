package openencoder.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;

class OpenEncoderCommandTest {

    private record Ran(int status, String out, String err) {}

    @TempDir Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''                             | Say what to do.",
                "dance                          | Unmatched argument",
                "encode one.mp4 two.mp4         | one.mp4 is not there.",
                "encode nowhere.mp4             | nowhere.mp4 is not there.",
                "encode src/main                | There is no film in src/main.",
                "encode https://x.org/film.mp4  | https://x.org/film.mp4 is a link.",
                "encode s3:///src/film.mp4      | s3:///src/film.mp4 is a link.",
                "encode /dev/null               | /dev/null is neither a file nor a folder.",
                "encode --preset nope           | --preset: there is no 'nope'. There are:"
                        + " h264_baseline_360p_600,",
                "encode --preset                | Missing required parameter for option '--preset'",
                "encode --token abc             | --token needs --api URL.",
                "encode --api ftp://x --token a | --api must look like"
                        + " https://encoder.example.com.",
                "encode --api here --token a    | --api must look like"
                        + " https://encoder.example.com.",
                "up --port 70000                | --port must be 0 to 65535, not 70000.",
                "up --port many                 | Invalid value for option '--port'",
                "up --workers -1                | --workers must be 0 to 64, not -1.",
                "up --faults 101                | --faults must be 0 to 100 percent, not 101.",
                "up --faults -0.5               | --faults must be 0 to 100 percent, not -0.5.",
                "up --faults NaN                | --faults must be 0 to 100 percent, not NaN.",
                "up --faults many               | Invalid value for option '--faults'",
                "up --fault-seed 7              | --fault-seed needs --faults PERCENT.",
                "up here                        | Unmatched argument",
                "watch                          | Missing required parameter: 'ID'",
                "cancel film                    | is no job's number",
                "fetch 0                        | is no job's number",
                "login --api here               | --api must look like",
                "worker now                     | Unmatched argument",
                "admin                          | Say what to do.",
                "admin create                   | Missing required option: '--username=U'",
                "admin keys                     | Missing required argument (specify one of these):"
                        + " (--data=DIR | --stack=NAME)",
                "admin rotate-keys --data d --stack s | are mutually exclusive",
            })
    void a_wrong_use_exits_2_and_says_what_is_wrong(String line, String complaint) {
        var ran = run(line.isEmpty() ? new String[0] : line.split(" "));
        assertThat(ran.err()).contains(complaint);
        assertThat(ran.err().lines())
                .hasSize(2)
                .last()
                .asString()
                .matches("See openencoder.* --help");
        assertThat(ran.out()).isEmpty();
        assertThat(ran.status()).isEqualTo(2);
    }

    @Test
    void a_file_in_place_of_the_output_folder_is_a_wrong_use() throws IOException {
        var film = Files.createFile(folder.resolve("film.mp4"));
        var ran = run("encode", film.toString(), "--out", film.toString());
        assertThat(ran.err()).contains("--out: " + film + " is not a folder.");
        assertThat(ran.status()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({
        "--help,encode",
        "help,encode",
        "help encode,--force",
        "presets --help,--json",
        "encode --help,--preset",
        "up --help,--fresh",
        "up --help,a bad day in the cloud",
        "worker --help,WORK_DIR",
        "invoke --help,--event"
    })
    void help_is_no_failure(String line, String says) {
        var ran = run(line.split(" "));
        assertThat(ran.status()).isZero();
        assertThat(ran.out()).contains(says);
    }

    @Test
    void what_the_list_of_commands_says_are_whole_sentences() {
        var commands = OpenEncoderCommand.commandLine().getSubcommands();
        assertThat(commands)
                .allSatisfy(
                        (name, command) ->
                                assertThat(command.getCommandSpec().usageMessage().description()[0])
                                        .as(name)
                                        .endsWith("."));
    }

    @Test
    void commands_about_jobs_say_how_to_get_a_stack_where_there_is_none() {
        var ran = run("jobs", "--data", folder.toString());
        assertThat(ran.status()).isEqualTo(1);
        assertThat(ran.err())
                .contains("No Open Encoder runs on " + folder)
                .contains("openencoder up")
                .contains("openencoder login");
    }

    @Test
    void presets_are_described() {
        var ran = run("presets", "--data", folder.toString());
        assertThat(ran.status()).isZero();
        assertThat(ran.out().lines()).hasSize(5).allMatch(line -> line.length() > 40);
        assertThat(run("presets", "--json", "--data", folder.toString()).out())
                .contains("\"name\":\"h264_main_720p_3000\"");
    }

    @Test
    void a_result_that_is_there_is_refused_before_anything_starts() throws IOException {
        var film = Files.writeString(folder.resolve("film.mov"), "film");
        var out = Files.createDirectory(folder.resolve("out"));
        Files.writeString(out.resolve("film.mp4"), "earlier");
        var ran = run("encode", film.toString(), "--out", out.toString(), "--data", "none");
        assertThat(ran.status()).isEqualTo(1);
        assertThat(ran.err()).contains("film.mp4 is there already. --force replaces it.");
        assertThat(ran.out()).isEmpty();
        assertThat(out.resolve("film.mp4")).hasContent("earlier");
    }

    @Test
    void a_film_is_never_replaced_by_its_own_output_even_with_force() throws IOException {
        var film = Files.writeString(folder.resolve("film.mp4"), "film");
        var ran = run("encode", film.toString(), "--out", folder.toString(), "--force");
        assertThat(ran.status()).isEqualTo(2);
        assertThat(ran.err()).contains("film.mp4 is itself to be encoded; choose another --out.");
        assertThat(film).hasContent("film");
    }

    @Test
    void a_folder_that_cannot_be_written_is_told_before_anything_starts() throws IOException {
        var film = Files.writeString(folder.resolve("film.mp4"), "film");
        var ran = run("encode", film.toString(), "--out", "/proc/out", "--data", "none");
        assertThat(ran.status()).isEqualTo(1);
        assertThat(ran.err()).startsWith("--out: /proc/out cannot be written");
        assertThat(ran.out()).isEmpty();
    }

    @Test
    void keys_are_made_once_rotated_and_revoked() {
        var data = folder.resolve("data").toString();
        var first = run("admin", "keys", "--data", data);
        assertThat(first.err()).isEmpty();
        assertThat(first.out()).matches("[0-9a-f]{16}  signs, checks\\R");
        assertThat(run("admin", "keys", "--data", data).out()).isEqualTo(first.out());

        var rotated = run("admin", "rotate-keys", "--data", data);
        assertThat(rotated.out())
                .containsPattern("checks, will sign from \\S+Z\\R")
                .containsPattern(first.out().strip() + " until \\S+Z");

        var revoked = run("admin", "rotate-keys", "--data", data, "--revoke");
        assertThat(revoked.out())
                .matches("[0-9a-f]{16}  signs, checks\\R")
                .isNotEqualTo(first.out());
    }

    @Test
    void keys_that_are_not_there_are_not_rotated() {
        var ran = run("admin", "rotate-keys", "--data", folder.resolve("data").toString());
        assertThat(ran.status()).isEqualTo(1);
        assertThat(ran.err()).startsWith("There are no keys yet");
    }

    @Test
    void an_api_that_does_not_answer_is_a_failure_in_one_sentence() throws IOException {
        var film = Files.createFile(folder.resolve("film.mp4"));
        // Nothing can listen on port 0.
        var ran =
                run("encode", film.toString(), "--api", "http://127.0.0.1:0/api/", "--token", "t");
        assertThat(ran.status()).isEqualTo(1);
        assertThat(ran.err()).isNotEmpty().doesNotContain("\tat ");
    }

    private static Ran run(String... arguments) {
        var out = new StringWriter();
        var err = new StringWriter();
        int status =
                OpenEncoderCommand.commandLine()
                        .setOut(new PrintWriter(out))
                        .setErr(new PrintWriter(err))
                        .execute(arguments);
        return new Ran(status, out.toString(), err.toString());
    }
}
