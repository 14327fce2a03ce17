package openencoder.machines.provider.digitalocean;

import java.time.Duration;

/** Lets time pass between two tries. */
@FunctionalInterface
public interface Pause {
    void pause(Duration time);

    /** Really waits. An interrupt ends the wait at once and stays set. */
    static Pause sleeping() {
        return time -> {
            try {
                Thread.sleep(time);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        };
    }
}
