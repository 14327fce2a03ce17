package openencoder.testing;

import openencoder.account.RateCounter;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

public final class InMemoryRateCounter implements RateCounter {
    private final Map<String, Count> windows = new HashMap<>();

    @Override
    public synchronized Count add(String key, Duration window, Instant now) {
        var tries =
                find(key, now)
                        .map(open -> new Count(open.count() + 1, open.until()))
                        .orElseGet(() -> new Count(1, now.plus(window)));
        windows.put(key, tries);
        return tries;
    }

    @Override
    public synchronized void takeBack(String key, Instant now) {
        find(key, now)
                .ifPresent(open -> windows.put(key, new Count(open.count() - 1, open.until())));
    }

    @Override
    public synchronized Optional<Count> find(String key, Instant now) {
        return Optional.ofNullable(windows.get(key)).filter(open -> now.isBefore(open.until()));
    }
}
