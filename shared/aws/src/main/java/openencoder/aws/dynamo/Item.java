package openencoder.aws.dynamo;

import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * A row, or a map within one, in Java's types. What is empty leaves no attribute. Times and
 * durations are kept as ISO 8601 text, to the nanosecond.
 */
final class Item {
    static final String PK = "pk";

    /** Seconds since 1970, when DynamoDB may delete the row. */
    static final String TTL = "ttl";

    private final Map<String, AttributeValue> attributes;

    private Item(Map<String, AttributeValue> attributes) {
        this.attributes = attributes;
    }

    static Item empty() {
        return new Item(new HashMap<>());
    }

    static Item of(Map<String, AttributeValue> attributes) {
        return new Item(attributes);
    }

    Map<String, AttributeValue> attributes() {
        return attributes;
    }

    Item text(String name, String value) {
        attributes.put(name, AttributeValue.fromS(value));
        return this;
    }

    Item number(String name, long value) {
        attributes.put(name, AttributeValue.fromN(Long.toString(value)));
        return this;
    }

    /**
     * A number that is none, such as a speed over no time at all, is left out: DynamoDB has none.
     */
    Item number(String name, double value) {
        if (Double.isFinite(value))
            attributes.put(name, AttributeValue.fromN(Double.toString(value)));
        return this;
    }

    /** As text, so that no digit is lost. */
    Item amount(String name, BigDecimal value) {
        return text(name, value.toPlainString());
    }

    Item flag(String name, boolean value) {
        attributes.put(name, AttributeValue.fromBool(value));
        return this;
    }

    Item hex(String name, String digits) {
        var bytes = SdkBytes.fromByteArrayUnsafe(HexFormat.of().parseHex(digits));
        attributes.put(name, AttributeValue.fromB(bytes));
        return this;
    }

    Item time(String name, Instant value) {
        return text(name, value.toString());
    }

    Item duration(String name, Duration value) {
        return text(name, value.toString());
    }

    Item map(String name, Item value) {
        attributes.put(name, AttributeValue.fromM(value.attributes));
        return this;
    }

    Item list(String name, List<Item> values) {
        var maps = values.stream().map(item -> AttributeValue.fromM(item.attributes)).toList();
        attributes.put(name, AttributeValue.fromL(maps));
        return this;
    }

    boolean has(String name) {
        return attributes.containsKey(name);
    }

    String text(String name) {
        return value(name).s();
    }

    long number(String name) {
        return Long.parseLong(value(name).n());
    }

    int smallNumber(String name) {
        return Integer.parseInt(value(name).n());
    }

    double decimal(String name) {
        return Double.parseDouble(value(name).n());
    }

    BigDecimal amount(String name) {
        return new BigDecimal(text(name));
    }

    boolean flag(String name) {
        return value(name).bool();
    }

    String hex(String name) {
        return HexFormat.of().formatHex(value(name).b().asByteArrayUnsafe());
    }

    Instant time(String name) {
        return Instant.parse(text(name));
    }

    Duration duration(String name) {
        return Duration.parse(text(name));
    }

    Item map(String name) {
        return of(value(name).m());
    }

    List<Item> list(String name) {
        return value(name).l().stream().map(value -> of(value.m())).toList();
    }

    /** Reads the attribute if it is there: {@code item.maybe("eta", Item::duration)}. */
    <T> Optional<T> maybe(String name, Getter<T> getter) {
        return has(name) ? Optional.of(getter.get(this, name)) : Optional.empty();
    }

    <T> Optional<T> maybeMap(String name, Function<Item, T> reader) {
        return has(name) ? Optional.of(reader.apply(map(name))) : Optional.empty();
    }

    interface Getter<T> {
        T get(Item item, String name);
    }

    private AttributeValue value(String name) {
        var value = attributes.get(name);
        if (value == null)
            throw new IllegalStateException(
                    "The row %s has no %s.".formatted(attributes.get(PK), name));
        return value;
    }
}
