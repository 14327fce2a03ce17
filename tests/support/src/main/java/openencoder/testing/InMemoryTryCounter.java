package openencoder.testing;

import openencoder.account.TryCounter;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

public final class InMemoryTryCounter implements TryCounter {
    private final Map<String, Tries> windows = new HashMap<>();

    @Override
    public synchronized Tries add(String key, Duration window, Instant now) {
        var tries =
                find(key, now)
                        .map(open -> new Tries(open.count() + 1, open.until()))
                        .orElseGet(() -> new Tries(1, now.plus(window)));
        windows.put(key, tries);
        return tries;
    }

    @Override
    public synchronized void takeBack(String key, Instant now) {
        find(key, now)
                .ifPresent(open -> windows.put(key, new Tries(open.count() - 1, open.until())));
    }

    @Override
    public synchronized Optional<Tries> find(String key, Instant now) {
        return Optional.ofNullable(windows.get(key)).filter(open -> now.isBefore(open.until()));
    }
}
