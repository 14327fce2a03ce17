package openencoder.account;

import openencoder.page.Page;
import openencoder.page.PageRequest;
import openencoder.store.RevisionedRepository;

import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/** Where users are kept. */
public interface UserRepository extends RevisionedRepository<UserId, User> {
    @Override
    default String noun() {
        return "user";
    }

    /**
     * Stores a new, active user under the next id.
     *
     * @param role decides the role once the id is known, so that the first user can be an admin
     * @throws openencoder.refusal.Conflict {@code user.exists} if the name is taken, in any case
     */
    User add(String username, String passwordHash, Function<UserId, Role> role, Instant now);

    /** The name is compared without regard to case. */
    Optional<User> findByName(String username);

    /** The username never changes. */
    @Override
    Optional<User> replace(User changed);

    Page<User> page(PageRequest request);
}
