package openencoder.testing;

import openencoder.account.Role;
import openencoder.account.User;
import openencoder.account.UserId;
import openencoder.account.UserRepository;
import openencoder.page.Page;
import openencoder.page.PageRequest;
import openencoder.refusal.Conflict;

import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

public final class InMemoryUserRepository implements UserRepository {
    private final Map<Long, User> users = new TreeMap<>();
    private long last;

    @Override
    public synchronized User add(String username, Function<UserId, User> maker, Instant now) {
        if (findByName(username).isPresent())
            throw new Conflict(
                    "user.exists",
                    "There is a user %s already; log in or choose another name."
                            .formatted(username));
        var user = maker.apply(new UserId(++last));
        users.put(last, user);
        return user;
    }

    @Override
    public synchronized Optional<User> find(UserId id) {
        return Optional.ofNullable(users.get(id.value()));
    }

    @Override
    public synchronized Optional<User> findByName(String username) {
        return users.values().stream()
                .filter(user -> user.username().equalsIgnoreCase(username))
                .findAny();
    }

    @Override
    public synchronized Optional<User> replace(User changed) {
        var stored = users.get(changed.id().value());
        var next = changed.withRevision(changed.revision() + 1);
        if (next.equals(stored)) return Optional.of(stored);
        if (stored == null || stored.revision() != changed.revision()) return Optional.empty();
        users.put(changed.id().value(), next);
        return Optional.of(next);
    }

    @Override
    public synchronized Optional<User> replace(User changed, UserId admin) {
        requireAdmin(admin);
        return replace(changed);
    }

    @Override
    public synchronized boolean remove(User user, UserId admin) {
        requireAdmin(admin);
        return users.remove(user.id().value(), user);
    }

    private void requireAdmin(UserId id) {
        var isAdmin = find(id).filter(user -> user.active() && user.role() == Role.ADMIN);
        if (isAdmin.isEmpty()) throw UserRepository.noLongerAdmin();
    }

    /** As an operator may, by hand. */
    public synchronized void remove(UserId id) {
        users.remove(id.value());
    }

    @Override
    public synchronized Page<User> page(PageRequest request) {
        var found =
                request.idsDownFrom(last).stream()
                        .map(users::get)
                        .filter(Objects::nonNull)
                        .toList();
        return new Page<>(found, last);
    }
}
