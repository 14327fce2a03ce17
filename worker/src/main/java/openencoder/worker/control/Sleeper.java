package openencoder.worker.control;

import java.time.Duration;

/** Lets time go by. */
public interface Sleeper {
    Sleeper REAL = Thread::sleep;

    void sleep(Duration length) throws InterruptedException;
}
