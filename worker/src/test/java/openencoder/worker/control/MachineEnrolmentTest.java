package openencoder.worker.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import openencoder.protocol.SessionGrant;
import openencoder.testing.SettableClock;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

class MachineEnrolmentTest {
    private static final String TOKEN = "m-1.once";

    @TempDir Path folder;
    private final SettableClock clock = SettableClock.atNoon();
    private final Instant expires = clock.instant().plus(Duration.ofMinutes(15));
    private final ApiTwin twin = new ApiTwin();
    private Path tokenFile;
    private Path sessionFile;

    @BeforeEach
    void begin() throws IOException {
        tokenFile = Files.writeString(folder.resolve("enrolment"), TOKEN + "\n");
        sessionFile = folder.resolve("session");
        var settings = Map.of("SOURCE_BUCKET", "films");
        twin.answers(ApiTwin.ENROL, ApiTwin.json(ApiTwin.enrolled(expires, settings)));
    }

    @AfterEach
    void close() {
        twin.close();
    }

    @Test
    void a_machine_shows_its_token_and_is_told_what_it_may_and_who_it_is() throws Exception {
        var session = enrol();

        assertThat(twin.requests(ApiTwin.ENROL).getFirst().body().toString())
                .isEqualTo("{\"token\":\"m-1.once\"}");
        assertThat(session.environment(Map.of()).get("WORKER_ID")).isEqualTo("m-1");
        assertThat(session.interval()).isEqualTo(Duration.ofSeconds(15));
        assertThat(session.token()).isEqualTo("m-1.first");
        assertThat(session.queueKeys().id()).isEqualTo("queue-1");
        assertThat(session.environment(Map.of())).containsEntry("SOURCE_BUCKET", "films");
    }

    @Test
    void the_token_is_gone_and_no_other_user_can_read_the_session() throws Exception {
        enrol();

        assertThat(tokenFile).doesNotExist();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(sessionFile)))
                .isEqualTo("rw-------");
        assertThat(folder).isDirectoryNotContaining("glob:**.next");
    }

    @Test
    void a_worker_that_starts_again_goes_on_with_its_session() throws Exception {
        enrol();
        Files.writeString(tokenFile, TOKEN);

        var session = enrol();

        assertThat(twin.requests(ApiTwin.ENROL)).hasSize(1);
        assertThat(session.token()).isEqualTo("m-1.first");
        assertThat(session.queueKeys().secret()).isEqualTo("secret-of-queue-1");
        assertThat(session.environment(Map.of())).containsEntry("SOURCE_BUCKET", "films");
        assertThat(tokenFile).doesNotExist();
    }

    @Test
    void what_was_given_since_is_what_it_goes_on_with() throws Exception {
        var later = expires.plusSeconds(600);
        enrol().take(Optional.of(new SessionGrant("m-1.second", later)), Optional.empty());

        assertThat(enrol().token()).isEqualTo("m-1.second");
    }

    @Test
    void a_session_that_is_over_is_the_end() throws Exception {
        enrol();
        clock.tick(Duration.ofMinutes(15));

        assertThatThrownBy(this::enrol)
                .isInstanceOf(SessionOver.class)
                .hasMessageContaining("m-1")
                .hasMessageContaining("delete the machine");
    }

    @Test
    void a_session_that_cannot_be_read_is_none() throws Exception {
        Files.writeString(sessionFile, "{\"machine\":");

        assertThat(enrol().environment(Map.of()).get("WORKER_ID")).isEqualTo("m-1");
    }

    @Test
    void a_refused_token_is_not_shown_again() {
        twin.answers(ApiTwin.ENROL, ApiTwin.problem(401, "enrolment.refused"));

        assertThatThrownBy(this::enrol)
                .isInstanceOf(EnrolmentRefused.class)
                .hasMessageContaining("enrolment.refused")
                .hasMessageContaining("create another")
                .hasMessageNotContaining(TOKEN);
        assertThat(twin.requests(ApiTwin.ENROL)).hasSize(1);
    }

    @Test
    void while_the_api_cannot_tell_whether_it_is_right_it_is_shown_again() throws Exception {
        var open = ApiTwin.json(ApiTwin.enrolled(expires, Map.of()));
        var closed = ApiTwin.problem(503, "provider.unanswered");
        twin.answers(
                ApiTwin.ENROL, closed, closed, closed, ApiTwin.silence(), closed, closed, open);

        assertThat(enrol().environment(Map.of()).get("WORKER_ID")).isEqualTo("m-1");
        assertThat(clock.instant()).isAfter(SettableClock.atNoon().instant().plusSeconds(20));
    }

    @Test
    void after_as_long_as_a_token_lives_it_is_given_up() {
        twin.answers(ApiTwin.ENROL, ApiTwin.problem(503, "provider.unanswered"));

        assertThatThrownBy(this::enrol)
                .isInstanceOf(EnrolmentRefused.class)
                .hasMessageContaining("15 minutes")
                .hasMessageContaining("503 provider.unanswered");
        assertThat(Duration.between(SettableClock.atNoon().instant(), clock.instant()))
                .isBetween(Duration.ofMinutes(14), Duration.ofMinutes(15));
    }

    @Test
    void without_session_and_token_there_is_nothing_to_show() throws Exception {
        Files.delete(tokenFile);

        assertThatThrownBy(this::enrol)
                .isInstanceOf(EnrolmentRefused.class)
                .hasMessageContaining("ENROLMENT_TOKEN_FILE");
    }

    private MachineSession enrol() throws InterruptedException {
        var api = new ProtocolClient(twin.url(), clock::tick);
        return new MachineEnrolment(
                        api, tokenFile, new SessionFile(sessionFile), clock, clock::tick)
                .begin();
    }
}
