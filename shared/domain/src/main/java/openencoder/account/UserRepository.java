package openencoder.account;

import openencoder.page.Page;
import openencoder.page.PageRequest;

import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/** Where users are kept. */
public interface UserRepository {
    /**
     * Stores a new, active user under the next id.
     *
     * @param role decides the role once the id is known, so that the first user can be an admin
     * @throws openencoder.refusal.Conflict {@code user.exists} if the name is taken, in any case
     */
    User add(String username, String passwordHash, Function<UserId, Role> role, Instant now);

    Optional<User> find(UserId id);

    /** The name is compared without regard to case. */
    Optional<User> findByName(String username);

    /**
     * Stores {@code changed} with its revision raised by one, unless the stored revision is no
     * longer that of {@code changed}. The username never changes.
     *
     * @return what is stored now; empty if someone else was faster and nothing was written
     */
    Optional<User> replace(User changed);

    Page<User> page(PageRequest request);
}
