package openencoder.aws.dynamo;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * Holds a row for a few seconds while its id is drawn, so that of many who want the same name at
 * once only one draws an id and the others leave no gaps. A holder that dies is forgotten. Nothing
 * but tidiness rests on time here: the final write is conditional on the reservation.
 */
final class Reservations {
    static final Duration LIFE = Duration.ofSeconds(5);

    private final Rows rows;

    Reservations(Rows rows) {
        this.rows = rows;
    }

    /**
     * @param mine the token to write on, if the row is held now
     * @param standing what is there instead, if not
     */
    record Attempt(String mine, Optional<Item> standing) {}

    /**
     * @param details whatever others should know of it meanwhile
     */
    Attempt reserve(String pk, Item details, Instant now) {
        var token = UUID.randomUUID().toString();
        details.text(Item.PK, pk)
                .text("reservation", token)
                .number(Item.TTL, now.plus(LIFE).getEpochSecond());
        var standing =
                rows.put(details, Condition.absentOrExpired(now))
                        // Ours after all: the first answer was lost and the SDK asked again.
                        .filter(item -> !isReservedWith(item, token));
        return new Attempt(token, standing);
    }

    static boolean isReservation(Item item) {
        return item.has("reservation");
    }

    private static boolean isReservedWith(Item item, String token) {
        return isReservation(item) && item.text("reservation").equals(token);
    }
}
