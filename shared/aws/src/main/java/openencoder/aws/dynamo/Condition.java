package openencoder.aws.dynamo;

import openencoder.account.Role;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.time.Instant;
import java.util.Map;

/** When a row may be written. */
record Condition(String expression, Map<String, String> names, Map<String, AttributeValue> values) {
    /** When something ends, in milliseconds since 1970. */
    static final String OVER = "over";

    static Condition absent() {
        return new Condition("attribute_not_exists(pk)", null, null);
    }

    /** Nothing there, or only what DynamoDB has not got round to delete: it may take two days. */
    static Condition absentOrExpired(Instant now) {
        return new Condition(
                "attribute_not_exists(pk) OR #ttl < :now",
                Map.of("#ttl", Item.TTL),
                Map.of(":now", AttributeValue.fromN(Long.toString(now.getEpochSecond()))));
    }

    /** Nothing there, or something that ended, to the millisecond. */
    static Condition absentOrOver(Instant now) {
        return new Condition(
                "attribute_not_exists(pk) OR #over <= :now",
                Map.of("#over", OVER),
                Map.of(":now", AttributeValue.fromN(Long.toString(now.toEpochMilli()))));
    }

    /** Nothing there, or a reservation, whose maker will find it gone. */
    static Condition absentOrReserved() {
        return new Condition(
                "attribute_not_exists(pk) OR attribute_exists(reservation)", null, null);
    }

    static Condition reservedWith(String token) {
        return new Condition(
                "reservation = :token", null, Map.of(":token", AttributeValue.fromS(token)));
    }

    /** The user's row is that of one who is an admin now. */
    static Condition activeAdmin() {
        return new Condition(
                "#role = :admin AND #active = :active",
                Map.of("#role", "role", "#active", "active"),
                Map.of(
                        ":admin", AttributeValue.fromS(Role.ADMIN.wireName()),
                        ":active", AttributeValue.fromBool(true)));
    }

    static Condition revisionIs(long revision) {
        return new Condition(
                "revision = :read",
                null,
                Map.of(":read", AttributeValue.fromN(Long.toString(revision))));
    }
}
