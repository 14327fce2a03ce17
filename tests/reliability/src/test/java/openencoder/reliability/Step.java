package openencoder.reliability;

import java.time.Duration;
import java.util.List;
import java.util.Random;

/**
 * One thing that happens.
 *
 * @param who whom it happens to, counted round and round
 * @param how what else is left open
 */
record Step(Kind kind, int who, int how) {
    /** What can happen, and in how many of a hundred steps it does. */
    enum Kind {
        /** A program goes on by some calls. */
        RUN(26),
        /** A worker goes on until it is about to make a certain call. */
        RUN_UP_TO(14),
        /** A program's next call does not go as it should, or the program dies. */
        FAULT(9),
        /** A worker's heart beats. */
        PULSE(9),
        /** Time passes. */
        TICK(12),
        /** A client asks for a job. */
        CREATE(6),
        CANCEL(4),
        RESTART(6),
        /** A message is delivered once more, however long ago it was sent. */
        REPEAT(4),
        SWEEP(6),
        /** A worker is told to leave. */
        LEAVE(2),
        /** From now on the destination takes nothing, or it takes everything again. */
        REFUSE(2);

        private final int share;

        Kind(int share) {
            this.share = share;
        }
    }

    static final int LARGEST = 999;
    private static final List<String> CALLS =
            List.of("encode", "upload", "replace", "publish", "list", "delete message");
    private static final List<Integer> SECONDS = List.of(1, 1, 7, 21, 61, 61, 130);

    /**
     * @param chance 0 to 99
     */
    static Step of(int chance, int who, int how) {
        var left = chance;
        for (var kind : Kind.values()) {
            if (left < kind.share) return new Step(kind, who, how);
            left -= kind.share;
        }
        throw new IllegalArgumentException("the shares do not make a hundred");
    }

    static Step random(Random random) {
        return of(random.nextInt(100), random.nextInt(LARGEST + 1), random.nextInt(LARGEST + 1));
    }

    /** Mostly few, now and then nearly a whole job. */
    int calls() {
        return how % 4 == 0 ? 1 + how % 29 : 1 + how % 6;
    }

    /** The calls between which the most can happen. */
    String call() {
        return CALLS.get(how % CALLS.size());
    }

    Duration time() {
        return Duration.ofSeconds(SECONDS.get(how % SECONDS.size()));
    }

    SteppedThread.Fate fate() {
        var fates = SteppedThread.Fate.values();
        return fates[1 + how % (fates.length - 1)];
    }

    <T> T of(List<T> all) {
        return all.get(who % all.size());
    }

    @Override
    public String toString() {
        return kind + "(" + who + "," + how + ")";
    }
}
