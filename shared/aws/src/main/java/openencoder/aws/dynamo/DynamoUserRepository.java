package openencoder.aws.dynamo;

import openencoder.account.Role;
import openencoder.account.Standing;
import openencoder.account.User;
import openencoder.account.UserId;
import openencoder.account.UserRepository;
import openencoder.page.Page;
import openencoder.page.PageRequest;
import openencoder.refusal.Conflict;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** Users in a table, each under its id and under its name in lower case. */
public final class DynamoUserRepository implements UserRepository {
    private final NamedRows<User> users;

    public DynamoUserRepository(DynamoDbClient dynamoDb, Tables tables) {
        var counter = new Counter(dynamoDb, tables.counters(), "users");
        this.users = new NamedRows<>(new Kind(), dynamoDb, tables.users(), counter);
    }

    @Override
    public User add(String username, Function<UserId, User> maker, Instant now) {
        return users.add(lowerCase(username), id -> maker.apply(new UserId(id)), now);
    }

    @Override
    public Optional<User> find(UserId id) {
        return users.find(id.value());
    }

    @Override
    public Optional<User> findByName(String username) {
        return users.findByName(lowerCase(username));
    }

    @Override
    public Optional<User> replace(User changed) {
        return users.replace(changed);
    }

    @Override
    public Optional<User> replace(User changed, UserId admin) {
        return users.replace(changed, isAdmin(admin));
    }

    @Override
    public boolean remove(User user, UserId admin) {
        return users.remove(user, isAdmin(admin));
    }

    private static NamedRows.Guard isAdmin(UserId admin) {
        return new NamedRows.Guard(
                admin.value(), Condition.activeAdmin(), UserRepository::noLongerAdmin);
    }

    @Override
    public Page<User> page(PageRequest request) {
        return users.page(request);
    }

    private static String lowerCase(String username) {
        return username.toLowerCase(Locale.ROOT);
    }

    private static final class Kind implements NamedRows.Kind<User> {
        @Override
        public long id(User user) {
            return user.id().value();
        }

        @Override
        public String name(User user) {
            return lowerCase(user.username());
        }

        @Override
        public long revision(User user) {
            return user.revision();
        }

        @Override
        public User withRevision(User user, long revision) {
            return user.withRevision(revision);
        }

        @Override
        public Item write(User user) {
            return Item.empty()
                    .number("id", user.id().value())
                    .text("username", user.username())
                    .text("password_hash", user.passwordHash())
                    .text("role", user.role().wireName())
                    .flag("active", user.active())
                    .flag("awaiting_approval", user.awaitsApproval())
                    .number("token_version", user.tokenVersion())
                    .time("created", user.createdAt())
                    .number("revision", user.revision());
        }

        @Override
        public User read(Item item) {
            var role = item.text("role");
            return new User(
                    new UserId(item.number("id")),
                    item.text("username"),
                    item.text("password_hash"),
                    Role.ofWireName(role)
                            .orElseThrow(() -> new IllegalStateException("No role: " + role)),
                    standing(item),
                    item.smallNumber("token_version"),
                    item.time("created"),
                    item.number("revision"));
        }

        private static Standing standing(Item item) {
            if (item.flag("active")) return Standing.ACTIVE;
            return item.maybe("awaiting_approval", Item::flag).orElse(false)
                    ? Standing.AWAITING_APPROVAL
                    : Standing.DEACTIVATED;
        }

        @Override
        public Conflict taken(String name) {
            return new Conflict(
                    "user.exists",
                    "There is a user %s already; log in or choose another name.".formatted(name));
        }
    }
}
