package openencoder.aws.dynamo;

import openencoder.machine.MachineId;
import openencoder.machine.Receipt;

import java.time.YearMonth;
import java.time.ZoneOffset;

/** A receipt as a row of the partition of those that ended in the same month. */
final class ReceiptItem {
    private ReceiptItem() {}

    static String pk(YearMonth month) {
        return "ended#" + month;
    }

    static Item write(Receipt receipt) {
        var month = YearMonth.from(receipt.ended().atOffset(ZoneOffset.UTC));
        var item =
                Item.empty()
                        .text(Item.PK, pk(month))
                        .text("id", receipt.id().value())
                        .map("asked", MachineItem.spec(receipt.name(), receipt.spec()))
                        .time("ended", receipt.ended());
        receipt.bill().ifPresent(bill -> item.map("bill", bill(bill)));
        receipt.failure().ifPresent(reason -> item.text("reason", reason));
        return item;
    }

    static Receipt read(Item item) {
        return new Receipt(
                new MachineId(item.text("id")),
                item.map("asked").text("name"),
                MachineItem.spec(item.map("asked")),
                item.maybeMap("bill", ReceiptItem::bill),
                item.maybe("reason", Item::text),
                item.time("ended"));
    }

    private static Item bill(Receipt.Bill bill) {
        return Item.empty()
                .text("instance", bill.id().toString())
                .time("from", bill.from())
                .time("to", bill.to())
                .amount("price_hourly", bill.priceHourly());
    }

    private static Receipt.Bill bill(Item item) {
        return new Receipt.Bill(
                MachineItem.instance(item),
                item.time("from"),
                item.time("to"),
                item.amount("price_hourly"));
    }
}
