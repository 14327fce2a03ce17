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
        boolean machines) {
    public StackSettings {
        home = home.toAbsolutePath().normalize();
        data = data.toAbsolutePath().normalize();
    }
}
