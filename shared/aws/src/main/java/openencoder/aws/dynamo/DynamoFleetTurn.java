package openencoder.aws.dynamo;

import openencoder.fleet.FleetTurn;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/** Whose turn it is, a row of the table of machines. */
public final class DynamoFleetTurn implements FleetTurn {
    private static final String FLEET = "fleet";
    private static final String TURN = "turn";
    private static final String HOLDER = "holder";

    private final Rows rows;

    public DynamoFleetTurn(DynamoDbClient dynamoDb, Tables tables) {
        rows = new Rows(dynamoDb, tables.machines());
    }

    @Override
    public boolean take(Instant now, Duration length) {
        var holder = UUID.randomUUID().toString();
        var item =
                Item.empty()
                        .text(Item.PK, FLEET)
                        .text("id", TURN)
                        .text(HOLDER, holder)
                        .number(Condition.OVER, now.plus(length).toEpochMilli());
        var standing = rows.put(item, Condition.absentOrOver(now));
        // A write may be refused by itself: it arrived, its answer did not, and it was sent again.
        return standing.isEmpty()
                || standing.get().has(HOLDER) && standing.get().text(HOLDER).equals(holder);
    }
}
