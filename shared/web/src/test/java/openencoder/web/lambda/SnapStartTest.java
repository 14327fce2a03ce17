package openencoder.web.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import openencoder.account.Role;
import openencoder.account.UserId;
import openencoder.refusal.Malformed;
import openencoder.refusal.Unavailable;
import openencoder.testing.InMemoryUserRepository;
import openencoder.testing.SettableClock;
import openencoder.web.auth.KeySet;
import openencoder.web.auth.PrimingTokens;
import openencoder.web.settings.Variables;
import openencoder.web.settings.WebSettings;
import openencoder.web.testing.Event;
import openencoder.web.testing.Identity;
import openencoder.web.testing.People;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The hooks, called as Lambda's runtime client calls them. */
class SnapStartTest {
    private final SettableClock clock = SettableClock.atNoon();
    private final InMemoryUserRepository users = new InMemoryUserRepository();
    private final People people = new People(users, "", clock.instant());
    private final List<String> events = new ArrayList<>();
    @TempDir private Path folder;

    @BeforeEach
    void nothing_is_out_of_order() {
        SmallFunction.failure = new Malformed("a.b", "as asked");
    }

    @Test
    void before_a_snapshot_all_is_primed_as_an_admin_and_a_copy_connects_and_answers() {
        people.token(Role.ADMIN);
        var first = users.find(new UserId(1)).orElseThrow();
        var function = new SmallFunction(users, clock, events::add);

        function.snapStart().beforeCheckpoint(null);

        assertThat(events).contains("admin asked by priming").endsWith("disconnected");
        assertThat(events.subList(events.lastIndexOf("reconnected"), events.size()))
                .as("what no request comes to is primed in a copy, and every copy is asked")
                .containsSubsequence("reconnected", "primed", "admin asked by priming");
        assertThat(users.find(new UserId(1))).as("nothing of priming is kept").contains(first);
        function.snapStart().afterRestore(null);
        assertThat(events).endsWith("disconnected", "reconnected");
        var reply = Event.get("/admin").bearer(people.token(Role.ADMIN)).sentTo(function);
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
    }

    @Test
    void a_function_that_stands_on_nothing_can_be_snapshotted_and_gives_up_early() {
        SmallFunction.failure = new UncheckedIOException(new IOException("no network"));
        var function = new SmallFunction(users, clock, events::add);
        function.snapStart().beforeCheckpoint(null);
        assertThat(events).filteredOn("fail"::equals).hasSize(1);
        assertThat(events).endsWith("disconnected");
    }

    @Test
    void what_is_not_set_up_yet_keeps_nothing_else_from_being_primed() {
        SmallFunction.failure = new Unavailable("keys.missing", "not yet");
        var function = new SmallFunction(users, clock, events::add);
        function.snapStart().beforeCheckpoint(null);
        assertThat(events).filteredOn("fail"::equals).hasSizeGreaterThan(100);
    }

    @Test
    void a_hook_that_fails_stops_neither_the_snapshot_nor_the_other_hooks() {
        var function =
                new SmallFunction(
                        users,
                        clock,
                        event -> {
                            events.add(event);
                            if (event.equals("disconnected")) throw new IllegalStateException();
                        });
        function.snapStart().beforeCheckpoint(null);
        function.snapStart().afterRestore(null);
        assertThat(events).endsWith("disconnected", "reconnected");
    }

    @Test
    void a_priming_token_opens_nothing() {
        var function = new SmallFunction(users, clock, events::add);
        var settings = WebSettings.from(new Variables(Identity.environment()));
        var token = new PrimingTokens(settings, clock).token(0);
        var reply = Event.get("/guest").bearer(token).sentTo(function);
        assertThat(reply.text("code")).isEqualTo("token.invalid");
    }

    @Test
    void keys_of_the_snapshot_are_dropped_and_read_anew_in_a_copy() throws IOException {
        var set = Identity.environment().get("VERIFICATION_KEYS");
        var file = Files.writeString(folder.resolve("keys.json"), set);
        var keys = new KeySet("file:" + file, _ -> "", clock);
        keys.drop();
        Files.writeString(file, set.replace("key-1", "key-2"));
        keys.renew();
        assertThat(keys.find("key-1")).isEmpty();
        assertThat(keys.find("key-2")).isPresent();
    }
}
