package openencoder.local.stack;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * @param home where the project is: {@code template.yaml} and what was built
 * @param data where the stack keeps everything
 * @param port of the API; 0 for any free one
 * @param workers how many worker processes
 * @param fresh whether to forget what is in the folder first
 * @param faults between functions or workers and AWS
 * @param warm the functions, by logical id, that start at once; others when they are first needed
 * @param every how often scheduled functions run; empty for as often as the template says
 * @param unusable told the last words of a worker that cannot work, however often it is started
 * @param machines whether what machines load is made ready, too, without which none can be rented
 * @param reach who may call beside programs on this machine
 */
public record StackSettings(
        Path home,
        Path data,
        int port,
        int workers,
        boolean fresh,
        Faults faults,
        Predicate<String> warm,
        Optional<Duration> every,
        Consumer<String> unusable,
        boolean machines,
        Reach reach) {
    /**
     * Beyond this machine.
     *
     * @param host a name or address of this machine by which others reach the API, and what its
     *     links lead to
     * @param origin of web pages that may call, such as {@code https://films.example}
     */
    public record Reach(Optional<String> host, Optional<String> origin) {
        public static final Reach LOOPBACK = new Reach(Optional.empty(), Optional.empty());
    }

    public StackSettings {
        home = home.toAbsolutePath().normalize();
        data = data.toAbsolutePath().normalize();
    }

    /** Reached from this machine only. */
    public StackSettings(
            Path home,
            Path data,
            int port,
            int workers,
            boolean fresh,
            Faults faults,
            Predicate<String> warm,
            Optional<Duration> every,
            Consumer<String> unusable,
            boolean machines) {
        this(
                home,
                data,
                port,
                workers,
                fresh,
                faults,
                warm,
                every,
                unusable,
                machines,
                Reach.LOOPBACK);
    }
}
