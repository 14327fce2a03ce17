package openencoder.aws.dynamo;

import openencoder.aws.client.Backoff;
import openencoder.machine.Machine;
import openencoder.machine.MachineId;
import openencoder.machine.MachineRepository;
import openencoder.machine.Receipt;
import openencoder.refusal.Unavailable;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Machines in a table: all that live in one partition, so that they are read by one query, and the
 * receipts of each month in another.
 */
public final class DynamoMachineRepository implements MachineRepository {
    /** The partition, and the id, of the row that counts orders. */
    private static final String ORDERS = "orders";

    private final Rows rows;
    private final Transactions transactions;

    public DynamoMachineRepository(DynamoDbClient dynamoDb, Tables tables) {
        this.rows = new Rows(dynamoDb, tables.machines());
        this.transactions = new Transactions(dynamoDb);
    }

    @Override
    public void add(Machine machine) {
        var standing = rows.put(MachineItem.write(machine), Condition.absent());
        if (standing.isEmpty() || isWritten(machine, standing.get())) return;
        throw new IllegalStateException("There is a machine " + machine.id() + " already.");
    }

    /**
     * Each such write raises the revision of one row, so that of two who read the same one wins.
     */
    @Override
    public boolean addIf(Predicate<List<Machine>> allowed, List<Machine> machines) {
        for (var pause = new Backoff(); ; pause.once()) {
            var orders = rows.find(ORDERS, ORDERS);
            if (!allowed.test(living())) return false;
            var revision = orders.map(item -> item.number("revision")).orElse(0L);
            var next =
                    Item.empty()
                            .text(Item.PK, ORDERS)
                            .text("id", ORDERS)
                            .number("revision", revision + 1);
            var writes = new ArrayList<TransactWriteItem>();
            writes.add(
                    rows.putting(
                            next,
                            orders.isEmpty()
                                    ? Condition.absent()
                                    : Condition.revisionIs(revision)));
            for (var machine : machines)
                writes.add(rows.putting(MachineItem.write(machine), Condition.absent()));
            var refused = transactions.write(writes);
            if (refused.isEmpty()) return true;
            if (!refused.contains(0))
                throw new IllegalStateException("There is a machine of that id already.");
            if (pause.isOver())
                throw new Unavailable(
                        "machine.contended",
                        "Others order machines at the same time; send the request again.");
        }
    }

    @Override
    public Optional<Machine> find(MachineId id) {
        return rows.find(MachineItem.LIVING, id.value()).map(MachineItem::read);
    }

    @Override
    public List<Machine> living() {
        return rows.in(MachineItem.LIVING).stream().map(MachineItem::read).toList();
    }

    @Override
    public Optional<Machine> replace(Machine moved) {
        var next = moved.withRevision(moved.revision() + 1);
        var standing = rows.put(MachineItem.write(next), Condition.revisionIs(moved.revision()));
        if (standing.isEmpty() || isWritten(next, standing.get())) return Optional.of(next);
        return Optional.empty();
    }

    // A write may be refused by itself: it arrived, its answer did not, and it was sent again.
    private static boolean isWritten(Machine machine, Item standing) {
        return standing.has("id") && MachineItem.read(standing).equals(machine);
    }

    @Override
    public boolean end(Machine last, Receipt receipt) {
        var id = last.id().value();
        return transactions
                .write(
                        List.of(
                                rows.deleting(
                                        MachineItem.LIVING,
                                        id,
                                        Condition.revisionIs(last.revision())),
                                rows.putting(ReceiptItem.write(receipt), Condition.absent())))
                .isEmpty();
    }

    @Override
    public List<Receipt> receipts(YearMonth month) {
        return rows.in(ReceiptItem.pk(month)).stream().map(ReceiptItem::read).toList();
    }
}
