package openencoder.worker.rented;

import java.time.Duration;

/** Lets time go by. */
public interface Sleep {
    Sleep REAL = Thread::sleep;

    void sleep(Duration length) throws InterruptedException;
}
