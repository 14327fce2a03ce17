package openencoder.testing.contract;

import static openencoder.account.Standing.ACTIVE;
import static openencoder.account.Standing.AWAITING_APPROVAL;
import static openencoder.account.Standing.DEACTIVATED;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import openencoder.account.Role;
import openencoder.account.User;
import openencoder.account.UserId;
import openencoder.account.UserRepository;
import openencoder.page.PageRequest;
import openencoder.refusal.Conflict;
import openencoder.refusal.Forbidden;
import openencoder.testing.Race;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** What {@link UserRepository} promises. */
public abstract class UserRepositoryContract {
    private static final Instant NOW = Instant.parse("2026-01-02T12:00:00.123456789Z");

    /** The same one throughout a test, empty at its beginning. */
    protected abstract UserRepository users();

    @Test
    void a_user_is_found_by_id_and_by_name() {
        var added = add("Foo");

        assertThat(added)
                .isEqualTo(new User(new UserId(1), "Foo", "hash", Role.ADMIN, ACTIVE, 1, NOW, 1));
        assertThat(users().find(added.id())).contains(added);
        assertThat(users().findByName("Foo")).contains(added);
    }

    @Test
    void a_name_is_found_without_regard_to_case() {
        var added = add("Foo");

        assertThat(users().findByName("fOO")).contains(added);
    }

    @Test
    void who_never_registered_is_not_found() {
        assertThat(users().find(new UserId(404))).isEmpty();
        assertThat(users().findByName("404")).isEmpty();
    }

    @Test
    void a_name_that_is_taken_in_any_case_is_refused_and_no_id_is_lost() {
        add("foo");

        assertThatThrownBy(() -> add("FOO"))
                .isInstanceOfSatisfying(
                        Conflict.class,
                        refusal -> assertThat(refusal.code()).isEqualTo("user.exists"));
        assertThat(add("bar").id()).isEqualTo(new UserId(2));
    }

    @Test
    void the_role_may_depend_on_the_id() {
        assertThat(add("first").role()).isEqualTo(Role.ADMIN);
        assertThat(add("second").role()).isEqualTo(Role.OPERATOR);
        assertThat(users().findByName("second").orElseThrow().role()).isEqualTo(Role.OPERATOR);
    }

    @Test
    void of_sixteen_who_register_at_once_each_gets_an_id_and_one_is_the_first() {
        var added = Race.run(16, i -> () -> add("user" + i));

        assertThat(added).extracting(user -> user.id().value()).doesNotHaveDuplicates();
        assertThat(added).filteredOn(user -> user.role() == Role.ADMIN).hasSize(1);
    }

    @Test
    void of_sixteen_who_register_the_same_name_first_one_does_and_is_the_first() {
        var outcomes = Race.outcomes(16, _ -> () -> add("foo"));

        assertThat(outcomes).filteredOn(Race.Outcome.Did.class::isInstance).hasSize(1);
        assertThat(users().findByName("foo").orElseThrow().role()).isEqualTo(Role.ADMIN);
        assertThat(add("bar").id()).isEqualTo(new UserId(2));
    }

    @Test
    void a_change_is_seen_under_id_and_name() {
        var added = add("Foo");

        var changed =
                users().replace(
                                added.withPasswordHash("other")
                                        .withRole(Role.GUEST)
                                        .withActive(false))
                        .orElseThrow();

        assertThat(changed)
                .isEqualTo(
                        new User(added.id(), "Foo", "other", Role.GUEST, DEACTIVATED, 3, NOW, 2));
        assertThat(users().find(added.id())).contains(changed);
        assertThat(users().findByName("foo")).contains(changed);
    }

    @Test
    void of_sixteen_who_change_the_same_user_at_once_one_wins() {
        var added = add("foo");

        var stored =
                Race.run(16, i -> () -> users().replace(added.withPasswordHash("hash" + i)))
                        .stream()
                        .flatMap(Optional::stream)
                        .toList();

        assertThat(stored).hasSize(1);
        assertThat(users().find(added.id())).contains(stored.getFirst());
        assertThat(users().findByName("foo")).contains(stored.getFirst());
    }

    @Test
    void a_change_of_something_old_is_refused() {
        var added = add("foo");
        var changed = users().replace(added.withActive(false)).orElseThrow();

        assertThat(users().replace(added.withRole(Role.GUEST))).isEmpty();
        assertThat(users().find(added.id())).contains(changed);
    }

    @Test
    void a_change_sent_again_because_its_answer_was_lost_has_succeeded() {
        var change = add("foo").withPasswordHash("other");
        var first = users().replace(change);

        assertThat(users().replace(change)).isEqualTo(first).isPresent();
    }

    @Test
    void who_never_registered_cannot_be_changed() {
        var unknown = new User(new UserId(404), "x", "hash", Role.ADMIN, ACTIVE, 1, NOW, 1);

        assertThat(users().replace(unknown)).isEmpty();
        assertThat(users().findByName("x")).isEmpty();
    }

    @Test
    void who_awaits_approval_does_so_until_let_in_or_shut_out() {
        var waiting =
                users().add(
                                "foo",
                                id ->
                                        User.registered(
                                                id,
                                                "foo",
                                                "hash",
                                                Role.GUEST,
                                                AWAITING_APPROVAL,
                                                NOW),
                                NOW);

        assertThat(users().find(waiting.id()).orElseThrow().standing())
                .isEqualTo(AWAITING_APPROVAL);
        var refused = users().replace(waiting.withActive(false)).orElseThrow();
        assertThat(users().find(waiting.id()).orElseThrow().standing()).isEqualTo(DEACTIVATED);
        users().replace(refused.withActive(true));
        assertThat(users().find(waiting.id()).orElseThrow().standing()).isEqualTo(ACTIVE);
    }

    @Test
    void an_admin_changes_and_removes_others() {
        var admin = add("admin");
        var other = add("other");

        var changed = users().replace(other.withRole(Role.GUEST), admin.id()).orElseThrow();

        assertThat(users().find(other.id())).contains(changed);
        assertThat(users().replace(other.withRole(Role.ADMIN), admin.id())).isEmpty();
        assertThat(users().remove(other, admin.id())).isFalse();
        assertThat(users().remove(changed, admin.id())).isTrue();
        assertThat(users().remove(changed, admin.id())).isFalse();
        assertThat(users().find(other.id())).isEmpty();
        assertThat(users().findByName("other")).isEmpty();
    }

    @Test
    void the_name_of_who_was_removed_is_free_and_the_id_is_not() {
        var admin = add("admin");
        users().remove(add("other"), admin.id());

        assertThat(add("other").id()).isEqualTo(new UserId(3));
        assertThat(users().page(PageRequest.FIRST).items())
                .extracting(user -> user.id().value())
                .containsExactly(3L, 1L);
        assertThat(users().page(PageRequest.FIRST).total()).isEqualTo(3);
    }

    @Test
    void who_is_no_active_admin_changes_and_removes_no_user() {
        var admin = add("admin");
        var other = add("other");
        var demoted = users().replace(admin.withRole(Role.OPERATOR)).orElseThrow();
        assertRefused(() -> users().replace(other.withActive(false), admin.id()));
        assertRefused(() -> users().remove(other, admin.id()));

        users().replace(demoted.withRole(Role.ADMIN).withActive(false));
        assertRefused(() -> users().replace(other.withActive(false), admin.id()));
        assertRefused(() -> users().remove(other, admin.id()));
        assertRefused(() -> users().remove(other, new UserId(404)));
        assertThat(users().find(other.id())).contains(other);
    }

    @Test
    void of_two_admins_who_take_each_others_rights_at_once_one_does() {
        for (var pair = 0; pair < 10; pair++) {
            var names = List.of("a" + pair, "b" + pair);
            var admins =
                    names.stream()
                            .map(name -> users().add(name, "hash", _ -> Role.ADMIN, NOW))
                            .toList();
            var turn = pair;

            var outcomes =
                    Race.outcomes(
                            2, i -> () -> takeRights(turn, admins.get(1 - i), admins.get(i).id()));

            assertThat(outcomes).filteredOn(Race.Outcome.Did.class::isInstance).hasSize(1);
            assertThat(admins.stream().map(User::id).map(users()::find).flatMap(Optional::stream))
                    .filteredOn(user -> user.active() && user.role() == Role.ADMIN)
                    .hasSize(1);
        }
    }

    private User takeRights(int turn, User other, UserId admin) {
        return switch (turn % 3) {
            case 0 -> users().update(other.id(), admin, user -> user.withRole(Role.GUEST));
            case 1 -> users().update(other.id(), admin, user -> user.withActive(false));
            default -> users().remove(other.id(), admin);
        };
    }

    private static void assertRefused(ThrowingCallable deed) {
        assertThatThrownBy(deed)
                .isInstanceOfSatisfying(
                        Forbidden.class,
                        refusal -> assertThat(refusal.code()).isEqualTo("role.insufficient"));
    }

    @Test
    void twenty_five_users_make_three_pages_newest_first() {
        IntStream.rangeClosed(1, 25).forEach(i -> add("u" + i));

        assertThat(names(1)).hasSize(10).startsWith("u25", "u24");
        assertThat(names(3)).containsExactly("u5", "u4", "u3", "u2", "u1");
        assertThat(names(4)).isEmpty();
        assertThat(users().page(PageRequest.FIRST).total()).isEqualTo(25);
    }

    private User add(String name) {
        return users().add(name, "hash", id -> id.value() == 1 ? Role.ADMIN : Role.OPERATOR, NOW);
    }

    private List<String> names(int page) {
        return users().page(new PageRequest(page, 10)).items().stream()
                .map(User::username)
                .toList();
    }
}
