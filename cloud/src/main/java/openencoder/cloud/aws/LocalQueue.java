package openencoder.cloud.aws;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;

import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.actor.Props;
import org.apache.pekko.http.scaladsl.Http;
import org.apache.pekko.pattern.Patterns;
import org.elasticmq.NodeAddress;
import org.elasticmq.StrictSQSLimits$;
import org.elasticmq.actor.QueueManagerActor;
import org.elasticmq.actor.queue.QueueEvent;
import org.elasticmq.persistence.sql.SqlQueuePersistenceActor;
import org.elasticmq.persistence.sql.SqlQueuePersistenceConfig;
import org.elasticmq.rest.sqs.TheSQSRestServerBuilder;
import org.elasticmq.util.NowProvider;

import scala.Option;
import scala.collection.immutable.List$;
import scala.concurrent.duration.FiniteDuration;

import scalikejdbc.ConnectionPool;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * ElasticMQ, an SQS server. Queues, messages, their visibility and receive counts survive a restart
 * on the same folder; a purge does not.
 */
public final class LocalQueue implements AutoCloseable {

    private static final FiniteDuration STOP_LIMIT = FiniteDuration.create(100, "millis");
    private static final Duration RESTORE_LIMIT = Duration.ofSeconds(30);

    /** The account that queue addresses and ARNs name. */
    public static final String ACCOUNT = "000000000000";

    // ElasticMQ's storage has one connection pool in the JVM, whatever the number of servers.
    private static final AtomicBoolean STORAGE_IN_USE = new AtomicBoolean();

    private final ActorSystem system;
    private final Http.ServerBinding binding;
    private final AwsEndpoint endpoint;
    private final Runnable afterClose;

    private LocalQueue(ActorSystem system, Option<ActorRef> storage, Runnable afterClose) {
        this.system = system;
        this.afterClose = afterClose;
        var queues =
                system.actorOf(
                        Props.create(
                                QueueManagerActor.class,
                                () ->
                                        new QueueManagerActor(
                                                new NowProvider(),
                                                StrictSQSLimits$.MODULE$,
                                                storage)));
        if (storage.isDefined()) restore(storage.get(), queues);
        this.binding =
                new TheSQSRestServerBuilder(
                                Option.apply(system),
                                Option.apply(queues),
                                "127.0.0.1",
                                0,
                                new NodeAddress("http", "127.0.0.1", 0, ""),
                                true,
                                StrictSQSLimits$.MODULE$,
                                AwsEndpoint.REGION,
                                ACCOUNT,
                                storage,
                                TheSQSRestServerBuilder.apply$default$11())
                        .start()
                        .waitUntilStarted();
        this.endpoint = AwsEndpoint.unsigned(binding.localAddress().getPort());
    }

    public static LocalQueue inMemory() {
        return new LocalQueue(newSystem(), Option.empty(), () -> {});
    }

    /**
     * Keeps queues and messages in the folder, which is made if it is missing.
     *
     * @throws IllegalStateException if another queue of this JVM keeps its messages in a folder
     */
    public static LocalQueue in(Path folder) {
        if (!STORAGE_IN_USE.compareAndSet(false, true))
            throw new IllegalStateException("this JVM already has a queue that lives in a folder");
        try {
            Files.createDirectories(folder);
            var system = newSystem();
            var database = openDatabase(folder.toAbsolutePath().resolve("queue"));
            var storage =
                    system.actorOf(
                            Props.create(
                                    SqlQueuePersistenceActor.class,
                                    () ->
                                            new SqlQueuePersistenceActor(
                                                    database, List$.MODULE$.empty())));
            return new LocalQueue(system, Option.apply(storage), LocalQueue::closeDatabase);
        } catch (IOException failed) {
            closeDatabase();
            throw new UncheckedIOException(failed);
        } catch (RuntimeException failure) {
            closeDatabase();
            throw failure;
        }
    }

    public AwsEndpoint endpoint() {
        return endpoint;
    }

    @Override
    public void close() {
        try {
            // The server's own stop waits a minute for long polls to end.
            binding.terminate(STOP_LIMIT);
            system.terminate();
            system.getWhenTerminated().toCompletableFuture().join();
        } finally {
            afterClose.run();
        }
    }

    private static ActorSystem newSystem() {
        Config settings =
                ConfigFactory.parseString(
                        """
                        pekko.daemonic = on
                        pekko.loggers = ["org.apache.pekko.event.slf4j.Slf4jLogger"]
                        pekko.loglevel = WARNING
                        pekko.stdout-loglevel = OFF
                        pekko.coordinated-shutdown.run-by-jvm-shutdown-hook = off
                        """);
        var loader = LocalQueue.class.getClassLoader();
        return ActorSystem.create(
                "elasticmq", settings.withFallback(ConfigFactory.load(loader)), loader);
    }

    // The server itself would answer before its queues are back.
    private static void restore(ActorRef storage, ActorRef queues) {
        Patterns.ask(storage, new QueueEvent.Restore(queues), RESTORE_LIMIT)
                .toCompletableFuture()
                .join();
    }

    private static SqlQueuePersistenceConfig openDatabase(Path file) {
        // Without WRITE_DELAY=0 a killed process loses its last half second.
        var url = "jdbc:h2:file:%s;WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE".formatted(file);
        var database = new SqlQueuePersistenceConfig(true, "org.h2.Driver", url, "sa", "", false);
        ConnectionPool.singleton(
                url,
                "sa",
                "",
                ConnectionPool.singleton$default$4(),
                ConnectionPool.singleton$default$5(url, "sa", "", null));
        return database;
    }

    private static void closeDatabase() {
        ConnectionPool.closeAll();
        STORAGE_IN_USE.set(false);
    }
}
