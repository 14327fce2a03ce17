package openencoder.aws.dynamo;

import openencoder.aws.client.Backoff;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Writes several rows or none. An answer that gets lost is no trouble: the SDK sends the same token
 * again and DynamoDB knows it for ten minutes.
 */
final class Transactions {
    private static final String REFUSED = "ConditionalCheckFailed";
    private static final Set<String> PASSING =
            Set.of("TransactionConflict", "ProvisionedThroughputExceeded", "ThrottlingError");

    private final DynamoDbClient dynamoDb;

    Transactions(DynamoDbClient dynamoDb) {
        this.dynamoDb = dynamoDb;
    }

    /**
     * Which of the writes were refused by their condition, as indexes; none if all were written.
     */
    Set<Integer> write(List<TransactWriteItem> writes) {
        for (var pause = new Backoff(); ; pause.once()) {
            try {
                dynamoDb.transactWriteItems(b -> b.transactItems(writes));
                return Set.of();
            } catch (TransactionCanceledException cancelled) {
                var refused = refused(cancelled.cancellationReasons());
                if (!refused.isEmpty()) return refused;
                if (pause.isOver() || !isPassing(cancelled)) throw cancelled;
            }
        }
    }

    private static Set<Integer> refused(List<CancellationReason> reasons) {
        var refused = new ArrayList<Integer>();
        for (var i = 0; i < reasons.size(); i++)
            if (REFUSED.equals(reasons.get(i).code())) refused.add(i);
        return Set.copyOf(refused);
    }

    private static boolean isPassing(TransactionCanceledException cancelled) {
        return cancelled.cancellationReasons().stream()
                .map(CancellationReason::code)
                .anyMatch(PASSING::contains);
    }
}
