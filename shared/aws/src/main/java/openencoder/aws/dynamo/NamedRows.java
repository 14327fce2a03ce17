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
import java.util.Set;
import java.util.function.LongFunction;
import java.util.function.Supplier;

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

    /**
     * Another row that must stay as it is while one is written.
     *
     * @param refusal thrown if it does not
     */
    record Guard(long id, Condition condition, Supplier<RuntimeException> refusal) {}

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
        return replace(changed, Optional.empty());
    }

    /** As {@link #replace(Object)}, as long as the guard's row is as it says. */
    Optional<T> replace(T changed, Guard guard) {
        return replace(changed, Optional.of(guard));
    }

    private Optional<T> replace(T changed, Optional<Guard> guard) {
        var stored = find(kind.id(changed));
        if (stored.isEmpty()) return Optional.empty();
        var next = kind.withRevision(changed, kind.revision(changed) + 1);
        var writes = replacement(stored.get(), next, kind.revision(changed));
        var refused = write(writes, guard);
        if (refused.isEmpty()) return Optional.of(next);
        if (refused.contains(0)) return find(kind.id(changed)).filter(next::equals);
        throw kind.taken(kind.name(next));
    }

    /**
     * Removes it, as long as the guard's row is as it says.
     *
     * @return false if it has been changed or removed since it was read
     */
    boolean remove(T thing, Guard guard) {
        var unchanged = Condition.revisionIs(kind.revision(thing));
        var writes =
                List.of(
                        rows.deleting(pk(kind.id(thing)), unchanged),
                        rows.deleting(pk(kind.name(thing)), unchanged));
        return write(writes, Optional.of(guard)).isEmpty();
    }

    private Set<Integer> write(List<TransactWriteItem> writes, Optional<Guard> guard) {
        if (guard.isEmpty()) return transactions.write(writes);
        var check = rows.checking(pk(guard.get().id()), guard.get().condition());
        var all = new ArrayList<>(writes);
        all.add(check);
        var refused = transactions.write(all);
        if (refused.contains(writes.size())) throw guard.get().refusal().get();
        return refused;
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
