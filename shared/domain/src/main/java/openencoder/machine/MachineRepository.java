package openencoder.machine;

import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Where machines are kept, and their receipts once they are gone. */
public interface MachineRepository {
    /** Stores a machine under an id that nothing had before. */
    void add(Machine machine);

    /**
     * Stores machines as {@link #add} does, all or none, if those that live allow it. Two who do
     * this at once see each other: what {@code allowed} said of the living still holds when these
     * are stored.
     *
     * @param allowed may be asked several times
     * @return whether they were stored
     * @throws openencoder.refusal.Unavailable {@code machine.contended} if others do so all the
     *     time
     */
    boolean addIf(Predicate<List<Machine>> allowed, List<Machine> machines);

    /** Empty also for one that has ended. */
    Optional<Machine> find(MachineId id);

    /** All that have not ended, the oldest first. */
    List<Machine> living();

    /**
     * Stores {@code moved} with its revision raised by one, unless the stored revision is no longer
     * that of {@code moved}: of two who move the same machine, one wins. The answer to a write that
     * was sent twice because its first answer was lost is that it was stored.
     *
     * @return what is stored now; empty if another writer was faster and nothing was written
     */
    Optional<Machine> replace(Machine moved);

    /**
     * Puts the receipt in the machine's place.
     *
     * @param last as read
     * @return false if another writer was faster and nothing was written
     */
    boolean end(Machine last, Receipt receipt);

    /** Of the machines that ended in the month, by UTC, the oldest first. */
    List<Receipt> receipts(YearMonth month);
}
