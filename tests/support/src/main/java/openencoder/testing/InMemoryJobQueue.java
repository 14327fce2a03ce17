package openencoder.testing;

import openencoder.job.JobId;
import openencoder.job.JobQueue;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** Visibility follows the given clock; {@link #receive} never waits. */
public final class InMemoryJobQueue implements JobQueue {
    private static final Duration VISIBILITY = Duration.ofSeconds(60);
    private static final int MAX_DELIVERIES = 10;

    private record Message(
            long number, JobId job, Instant visibleFrom, int deliveries, boolean dead) {
        String handle() {
            return number + "/" + deliveries;
        }

        Message visibleFrom(Instant time) {
            return new Message(number, job, time, deliveries, dead);
        }
    }

    private final InstantSource clock;
    private final Optional<JobQueue> deadLetters;
    private final NavigableMap<Long, Message> messages = new TreeMap<>();
    private long sent;

    public InMemoryJobQueue(InstantSource clock) {
        this(clock, Optional.empty());
    }

    /**
     * @param deadLetters where a message goes that was delivered ten times
     */
    public InMemoryJobQueue(InstantSource clock, JobQueue deadLetters) {
        this(clock, Optional.of(deadLetters));
    }

    private InMemoryJobQueue(InstantSource clock, Optional<JobQueue> deadLetters) {
        this.clock = clock;
        this.deadLetters = deadLetters;
    }

    @Override
    public synchronized void send(JobId job) {
        var number = ++sent;
        messages.put(number, new Message(number, job, Instant.MIN, 0, false));
    }

    @Override
    public synchronized Optional<Delivery> receive(Duration wait) {
        var next =
                messages.values().stream()
                        .filter(this::isVisible)
                        .min(Comparator.comparing(Message::number));
        if (next.isEmpty()) return Optional.empty();
        var message = next.get();
        if (message.deliveries() == MAX_DELIVERIES) {
            bury(message);
            return receive(wait);
        }
        var delivered =
                new Message(
                        message.number(),
                        message.job(),
                        clock.instant().plus(VISIBILITY),
                        message.deliveries() + 1,
                        false);
        messages.put(message.number(), delivered);
        return Optional.of(
                new Delivery(delivered.job(), delivered.handle(), delivered.deliveries()));
    }

    private void bury(Message message) {
        deadLetters.ifPresent(queue -> queue.send(message.job()));
        var dead =
                new Message(
                        message.number(), message.job(), Instant.MIN, message.deliveries(), true);
        if (deadLetters.isPresent()) messages.remove(message.number());
        else messages.put(message.number(), dead);
    }

    @Override
    public synchronized void extend(Delivery delivery, Duration hidden) {
        current(delivery)
                .ifPresent(
                        message ->
                                messages.put(
                                        message.number(),
                                        message.visibleFrom(clock.instant().plus(hidden))));
    }

    @Override
    public void release(Delivery delivery) {
        extend(delivery, Duration.ZERO);
    }

    @Override
    public synchronized void delete(Delivery delivery) {
        current(delivery).ifPresent(message -> messages.remove(message.number()));
    }

    @Override
    public synchronized Depth depth() {
        var buried = messages.values().stream().filter(Message::dead).count();
        var dead = buried + deadLetters.map(queue -> queue.depth().waiting()).orElse(0L);
        var waiting = messages.values().stream().filter(this::isVisible).count();
        return new Depth(waiting, messages.size() - waiting - buried, dead);
    }

    private boolean isVisible(Message message) {
        return !message.dead() && !clock.instant().isBefore(message.visibleFrom());
    }

    private Optional<Message> current(Delivery delivery) {
        return messages.values().stream()
                .filter(message -> message.handle().equals(delivery.handle()))
                .findAny();
    }
}
