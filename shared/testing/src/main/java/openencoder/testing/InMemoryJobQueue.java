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
    private final NavigableMap<Long, Message> messages = new TreeMap<>();
    private long sent;

    public InMemoryJobQueue(InstantSource clock) {
        this.clock = clock;
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
            messages.put(
                    message.number(),
                    new Message(
                            message.number(),
                            message.job(),
                            Instant.MIN,
                            message.deliveries(),
                            true));
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
        var dead = messages.values().stream().filter(Message::dead).count();
        var waiting = messages.values().stream().filter(this::isVisible).count();
        return new Depth(waiting, messages.size() - waiting - dead, dead);
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
