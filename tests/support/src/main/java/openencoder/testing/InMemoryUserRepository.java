package openencoder.testing;

import openencoder.account.Role;
import openencoder.account.User;
import openencoder.account.UserId;
import openencoder.account.UserRepository;
import openencoder.page.Page;
import openencoder.page.PageRequest;
import openencoder.refusal.Conflict;

import java.time.Instant;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

public final class InMemoryUserRepository implements UserRepository {
    private final NavigableMap<Long, User> users = new TreeMap<>();

    @Override
    public synchronized User add(
            String username, String passwordHash, Function<UserId, Role> role, Instant now) {
        if (findByName(username).isPresent())
            throw new Conflict(
                    "user.exists",
                    "There is a user %s already; log in or choose another name."
                            .formatted(username));
        var id = new UserId(users.isEmpty() ? 1 : users.lastKey() + 1);
        var user = new User(id, username, passwordHash, role.apply(id), true, 1, now, 1);
        users.put(id.value(), user);
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

    /** As an operator may, by hand. */
    public synchronized void remove(UserId id) {
        users.remove(id.value());
    }

    @Override
    public synchronized Page<User> page(PageRequest request) {
        var newestFirst = users.descendingMap().values().stream();
        return new Page<>(
                newestFirst.skip(request.skipped()).limit(request.count()).toList(), users.size());
    }
}
