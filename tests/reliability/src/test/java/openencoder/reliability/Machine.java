package openencoder.reliability;

import java.time.InstantSource;

/** What a program runs on: it has a clock of its own, and once it dies all its threads do. */
final class Machine {
    private final String name;
    private final InstantSource clock;
    private volatile boolean isDead;

    Machine(String name, InstantSource clock) {
        this.name = name;
        this.clock = clock;
    }

    InstantSource clock() {
        return clock;
    }

    void kill() {
        isDead = true;
    }

    boolean isDead() {
        return isDead;
    }

    @Override
    public String toString() {
        return name;
    }
}
