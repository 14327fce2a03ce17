package openencoder.local.stack;

import openencoder.account.Role;
import openencoder.account.User;
import openencoder.account.UserRepository;
import openencoder.aws.client.AwsClients;
import openencoder.aws.dynamo.DynamoUserRepository;
import openencoder.aws.dynamo.Tables;
import openencoder.cloud.template.Template;
import openencoder.local.keys.SigningKeyFiles;
import openencoder.local.keys.StackTokens;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * The operator that commands on this machine act as. It has no password, so it cannot log in; its
 * token is for those who may read the stack's files.
 */
final class StackUser implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(StackUser.class);
    private static final String NAME = "cli@localhost";
    private static final String NO_PASSWORD = "";

    private final Map<String, String> clients;
    private final Map<String, String> tables;
    private final StackTokens tokens;
    private final InstantSource clock;
    private final ScheduledExecutorService renewals =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("own-user").factory());
    private volatile String token;

    /**
     * @param now clients of the tables that are there at present
     * @param clients how to reach the tables later
     */
    StackUser(
            AwsClients now,
            Map<String, String> clients,
            Template template,
            SigningKeyFiles keys,
            InstantSource clock) {
        this.clients = clients;
        this.clock = clock;
        tables = new HashMap<>();
        template.functions().forEach(function -> tables.putAll(function.environment()));
        tokens = new StackTokens(keys, tables.get("TOKEN_ISSUER"), tables.get("TOKEN_AUDIENCE"));
        token = newToken(now);
    }

    /** One that counts for half an hour at the least. */
    String token() {
        return token;
    }

    /**
     * @param changed told each new token
     */
    void keepFresh(Consumer<String> changed) {
        long millis = StackTokens.LIFE.dividedBy(3).toMillis();
        renewals.scheduleWithFixedDelay(
                () -> renew(changed), millis, millis, TimeUnit.MILLISECONDS);
    }

    private void renew(Consumer<String> changed) {
        try (var aws = new AwsClients(clients)) {
            token = newToken(aws);
            changed.accept(token);
        } catch (RuntimeException failure) {
            log.atError().setCause(failure).log("The stack's own token is not renewed");
        }
    }

    private String newToken(AwsClients aws) {
        var users = new DynamoUserRepository(aws.dynamoDb(), new Tables(tables));
        return tokens.of(in(users), clock.instant());
    }

    private User in(UserRepository users) {
        return users.findByName(NAME)
                .orElseGet(() -> users.add(NAME, NO_PASSWORD, _ -> Role.OPERATOR, clock.instant()));
    }

    @Override
    public void close() {
        renewals.shutdownNow();
    }
}
