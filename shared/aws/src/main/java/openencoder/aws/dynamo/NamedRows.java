package openencoder.aws.dynamo;

import openencoder.page.Page;
import openencoder.page.PageRequest;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.LongFunction;

/**
 * Things with an id and a unique name. Each is stored twice in one transaction, under both, so that
 * either look-up is a single consistent read.
 */
final class NamedRows<T> {
    /** How a thing is a row. */
    interface Kind<T> {
        long id(T thing);

        /** As it must be unique. */
        String name(T thing);

        long revision(T thing);

        T withRevision(T thing, long revision);

        Item write(T thing);

        T read(Item item);

        RuntimeException taken(String name);
    }

    private final Kind<T> kind;
    private final Rows rows;
    private final Counter counter;
    private final Reservations reservations;
    private final Transactions transactions;

    NamedRows(Kind<T> kind, DynamoDbClient dynamoDb, String table, Counter counter) {
        this.kind = kind;
        this.rows = new Rows(dynamoDb, table);
        this.counter = counter;
        this.reservations = new Reservations(rows);
        this.transactions = new Transactions(dynamoDb);
    }

    T add(String name, LongFunction<T> maker, Instant now) {
        var reserved = reservations.reserve(pk(name), Item.empty(), now);
        if (reserved.standing().isPresent()) throw kind.taken(name);
        var thing = maker.apply(counter.next());
        var refused =
                transactions.write(
                        List.of(
                                byId(thing, Condition.absent()),
                                byName(thing, Condition.reservedWith(reserved.mine()))));
        if (refused.isEmpty()) return thing;
        if (refused.contains(0))
            throw new IllegalStateException(
                    "The counters table is behind: see " + kind.id(thing) + ".");
        throw kind.taken(name);
    }

    Optional<T> find(long id) {
        return rows.find(pk(id)).map(kind::read);
    }

    Optional<T> findByName(String name) {
        return rows.find(pk(name))
                .filter(item -> !Reservations.isReservation(item))
                .map(kind::read);
    }

    Optional<T> replace(T changed) {
        var stored = find(kind.id(changed));
        if (stored.isEmpty()) return Optional.empty();
        var next = kind.withRevision(changed, kind.revision(changed) + 1);
        var refused = transactions.write(replacement(stored.get(), next, kind.revision(changed)));
        if (refused.isEmpty()) return Optional.of(next);
        if (refused.contains(0)) return find(kind.id(changed)).filter(next::equals);
        throw kind.taken(kind.name(next));
    }

    private List<TransactWriteItem> replacement(T stored, T next, long read) {
        var unchanged = Condition.revisionIs(read);
        var oldName = kind.name(stored);
        if (oldName.equals(kind.name(next)))
            return List.of(byId(next, unchanged), byName(next, unchanged));
        return List.of(
                byId(next, unchanged),
                byName(next, Condition.absentOrReserved()),
                rows.deleting(pk(oldName), unchanged));
    }

    Page<T> page(PageRequest request) {
        var last = counter.last();
        var pks = request.idsDownFrom(last).stream().map(NamedRows::pk).toList();
        var found = rows.findAll(pks);
        var items = pks.stream().map(found::get).filter(Objects::nonNull).map(kind::read).toList();
        return new Page<>(items, last);
    }

    /** Stores these, whose ids are 1, 2, 3 …, if no id was ever drawn. */
    boolean seed(List<T> things) {
        var writes = new ArrayList<TransactWriteItem>();
        writes.add(counter.beginningAfter(things.size()));
        for (var thing : things) {
            writes.add(byId(thing, Condition.absent()));
            writes.add(byName(thing, Condition.absentOrReserved()));
        }
        return transactions.write(writes).isEmpty();
    }

    private TransactWriteItem byId(T thing, Condition condition) {
        return rows.putting(kind.write(thing).text(Item.PK, pk(kind.id(thing))), condition);
    }

    private TransactWriteItem byName(T thing, Condition condition) {
        return rows.putting(kind.write(thing).text(Item.PK, pk(kind.name(thing))), condition);
    }

    private static String pk(long id) {
        return Long.toString(id);
    }

    private static String pk(String name) {
        return "name#" + name;
    }
}
