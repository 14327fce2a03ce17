package openencoder.web.schedule;

import java.time.Duration;

/** What a schedule starts again and again. */
public interface Pass {
    /**
     * @param time after which nothing more is begun
     * @throws IncompletePass at the end, if anything failed
     */
    PassReport run(Duration time);
}
