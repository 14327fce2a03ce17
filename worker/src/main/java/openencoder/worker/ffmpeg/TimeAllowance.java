package openencoder.worker.ffmpeg;

import java.time.Duration;
import java.util.Optional;

/**
 * How long a job may encode, all its passes together: long for a long film, and for a short one not
 * half a day.
 *
 * @param floor ENCODE_FLOOR_SECONDS, whatever the film
 * @param factor ENCODE_TIMES_SOURCE: how many times as long as the film each pass may take besides
 * @param most ENCODE_SECONDS, however long the film
 */
public record TimeAllowance(Duration floor, int factor, Duration most) {
    /** The same for every film. */
    static TimeAllowance always(Duration most) {
        return new TimeAllowance(most, 0, most);
    }

    /**
     * From now on.
     *
     * @param film how long it is; empty if that is not known
     */
    public EncodeDeadline deadline(Optional<Duration> film, int passes) {
        var own = film.map(length -> floor.plus(length.multipliedBy(passes).multipliedBy(factor)));
        if (own.isEmpty() || own.get().compareTo(most) >= 0)
            return EncodeDeadline.in(most, "the most a worker gives to one job (ENCODE_SECONDS)");
        return EncodeDeadline.in(
                own.get(),
                "the most a worker gives to a film of %s (ENCODE_FLOOR_SECONDS and, for each pass,"
                                .formatted(EncodeDeadline.inWords(film.get()))
                        + " ENCODE_TIMES_SOURCE times its length); faster settings help");
    }
}
