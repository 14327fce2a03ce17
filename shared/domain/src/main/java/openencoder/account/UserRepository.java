package openencoder.account;

import openencoder.page.Page;
import openencoder.page.PageRequest;
import openencoder.refusal.Forbidden;
import openencoder.store.RevisionedRepository;

import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** Where users are kept. */
public interface UserRepository extends RevisionedRepository<UserId, User> {
    @Override
    default String noun() {
        return "user";
    }

    /**
     * Stores a new user under the next id.
     *
     * @param maker makes the user once the id is known, so that the first user can be an admin
     * @throws openencoder.refusal.Conflict {@code user.exists} if the name is taken, in any case
     */
    User add(String username, Function<UserId, User> maker, Instant now);

    /** The same for an active user. */
    default User add(
            String username, String passwordHash, Function<UserId, Role> role, Instant now) {
        return add(
                username,
                id ->
                        User.registered(
                                id, username, passwordHash, role.apply(id), Standing.ACTIVE, now),
                now);
    }

    /** The name is compared without regard to case. */
    Optional<User> findByName(String username);

    /** The username never changes. */
    @Override
    Optional<User> replace(User changed);

    /**
     * As {@link #replace}, if {@code admin} is an active admin at that very moment. So of two
     * admins who demote each other only one does.
     *
     * @param admin another user than the changed one
     * @throws Forbidden {@code role.insufficient} if not
     */
    Optional<User> replace(User changed, UserId admin);

    /**
     * Removes a user; the name is free then, the id is never used again.
     *
     * @param admin another user, who is an active admin at that very moment
     * @return false if another change was faster and nothing was removed
     * @throws Forbidden {@code role.insufficient} if {@code admin} is not
     */
    boolean remove(User user, UserId admin);

    /** As {@link #update(UserId, UnaryOperator)}, by an admin, with the same condition. */
    default User update(UserId id, UserId admin, UnaryOperator<User> change) {
        return update(id, change, changed -> replace(changed, admin));
    }

    /** Removes a user, whatever others change of it meanwhile. */
    default User remove(UserId id, UserId admin) {
        return untilFirst(
                id, found -> remove(found, admin) ? Optional.of(found) : Optional.empty());
    }

    /** One who was removed leaves a gap: a page is a row short, and the total counts it. */
    Page<User> page(PageRequest request);

    /** What an admin is told who is none any more. */
    static Forbidden noLongerAdmin() {
        return new Forbidden(
                "role.insufficient", "This needs the role admin, which you no longer have.");
    }
}
