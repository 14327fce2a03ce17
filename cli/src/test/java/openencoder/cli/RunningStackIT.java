package openencoder.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Map;

/** The commands beside a stack that runs. */
class RunningStackIT {

    private static final Duration LIMIT = Duration.ofMinutes(3);
    private static final String READY = "Open Encoder is ready at ";
    private static final String PRESET = "h264_baseline_360p_600";

    @TempDir static Path folder;
    private static Launched up;
    private static URI api;

    @BeforeAll
    static void start() throws Exception {
        up = Launched.in(folder, "up", "--port", "0");
        var line = up.awaitLine(each -> each.startsWith(READY), LIMIT);
        api = URI.create(line.substring(READY.length()));
    }

    @AfterAll
    static void stop() throws Exception {
        up.signal("TERM");
        up.awaitExit(LIMIT);
        up.close();
    }

    @Test
    void encode_in_its_folder_uses_it_without_a_login_and_a_job_can_be_picked_up()
            throws Exception {
        var film = Files.move(Film.make(folder, 2), folder.resolve("my film.mp4"));
        var ran = run(folder, Map.of(), "encode", film.toString(), "--preset", PRESET);
        assertThat(ran.awaitExit(LIMIT)).as(ran.output()).isZero();
        var job =
                ran.output()
                        .replaceFirst("(?s).*to pick this job up again: openencoder fetch ", "")
                        .lines()
                        .findFirst()
                        .orElseThrow();
        assertThat(ran.output())
                .contains("Using " + api + ", which runs here")
                .contains("out/my film.mp4  h264 320x180 + aac")
                .doesNotContain("Starting Open Encoder");
        assertThat(TestApi.admin(api).get("/api/jobs/" + job).get("status").asString())
                .isEqualToIgnoringCase("completed");

        var fetched = run(folder, Map.of(), "fetch", job, "--out", "again");
        assertThat(fetched.awaitExit(LIMIT)).as(fetched.output()).isZero();
        assertThat(folder.resolve("again/my film.mp4"))
                .hasSameBinaryContentAs(folder.resolve("out/my film.mp4"));
        var refused = run(folder, Map.of(), "fetch", job, "--out", "again");
        assertThat(refused.awaitExit(LIMIT)).isEqualTo(1);
        assertThat(refused.output()).contains("is there already. --force replaces it.");

        var watched = run(folder, Map.of(), "watch", job, "--json");
        assertThat(watched.awaitExit(LIMIT)).as(watched.output()).isZero();
        assertThat(JsonMapper.shared().readTree(watched.output()).path("id").asString())
                .isEqualTo(job);
        var cancelled = run(folder, Map.of(), "cancel", job);
        assertThat(cancelled.awaitExit(LIMIT)).isEqualTo(1);
        var listed = run(folder, Map.of(), "jobs");
        assertThat(listed.awaitExit(LIMIT)).as(listed.output()).isZero();
        assertThat(listed.output()).contains("completed", PRESET, "my film ");
    }

    @Test
    void the_first_person_is_admin_although_commands_were_there_before() throws Exception {
        assertThat(run(folder, Map.of(), "jobs").awaitExit(LIMIT)).isZero();
        var me = TestApi.admin(api).get("/api/me");
        assertThat(me.get("role").asString()).isEqualTo("admin");
    }

    @Test
    void elsewhere_the_environment_or_a_login_says_where_and_who() throws Exception {
        var admin = TestApi.admin(api);
        var elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
        var there = Map.of("OPENENCODER_API", api + "/api/");
        var stranger = run(elsewhere, there, "jobs", "--json");
        assertThat(stranger.awaitExit(LIMIT)).isEqualTo(1);
        assertThat(stranger.output()).contains("You are not logged in at " + api);

        var both = Map.of("OPENENCODER_API", api.toString(), "OPENENCODER_TOKEN", admin.token());
        var told = run(elsewhere, both, "jobs", "--json");
        assertThat(told.awaitExit(LIMIT)).as(told.output()).isZero();
        assertThat(JsonMapper.shared().readTree(told.output()).path("count").isNumber()).isTrue();

        var login = run(elsewhere, Map.of(), "login", "--api", api.toString());
        login.type("foo@bar.com\nbaz\n");
        assertThat(login.awaitExit(LIMIT)).as(login.output()).isZero();
        assertThat(login.output()).contains("Logged in at %s as foo@bar.com.".formatted(api));
        var stored = elsewhere.resolve("config/openencoder/login.json");
        assertThat(Files.getPosixFilePermissions(stored))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
        assertThat(run(elsewhere, Map.of(), "presets").awaitExit(LIMIT)).isZero();

        var film = Film.make(elsewhere, 1);
        var encode = run(elsewhere, Map.of(), "encode", film.toString(), "--preset", PRESET);
        assertThat(encode.awaitExit(LIMIT)).as(encode.output()).isZero();
        assertThat(elsewhere.resolve("out/film-1.mp4")).isNotEmptyFile();
        var logout = run(elsewhere, Map.of(), "logout");
        assertThat(logout.awaitExit(LIMIT)).isZero();
        assertThat(stored).doesNotExist();
    }

    @Test
    void a_wrong_password_is_no_login() throws Exception {
        TestApi.admin(api);
        var elsewhere = Files.createDirectory(folder.resolve("stranger"));
        var login = run(elsewhere, Map.of(), "login", "--api", api.toString());
        login.type("foo@bar.com\nwrong\n");
        assertThat(login.awaitExit(LIMIT)).isEqualTo(1);
        assertThat(elsewhere.resolve("config")).doesNotExist();
    }

    private static Launched run(Path in, Map<String, String> environment, String... arguments)
            throws IOException {
        return Launched.in(in, environment, arguments);
    }
}
