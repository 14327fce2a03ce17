package openencoder.testing;

import openencoder.machine.Machine;
import openencoder.machine.MachineId;
import openencoder.machine.MachineRepository;
import openencoder.machine.Receipt;

import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

public final class InMemoryMachineRepository implements MachineRepository {
    private final Map<MachineId, Machine> machines = new LinkedHashMap<>();
    private final Map<MachineId, Receipt> receipts = new LinkedHashMap<>();

    @Override
    public synchronized void add(Machine machine) {
        if (machines.putIfAbsent(machine.id(), machine) != null)
            throw new IllegalStateException("There is a machine " + machine.id() + " already.");
    }

    @Override
    public synchronized boolean addIf(Predicate<List<Machine>> allowed, List<Machine> more) {
        if (!allowed.test(living())) return false;
        more.forEach(this::add);
        return true;
    }

    @Override
    public synchronized Optional<Machine> find(MachineId id) {
        return Optional.ofNullable(machines.get(id));
    }

    @Override
    public synchronized List<Machine> living() {
        return machines.values().stream()
                .sorted(Comparator.comparing(machine -> machine.id().value()))
                .toList();
    }

    @Override
    public synchronized Optional<Machine> replace(Machine moved) {
        var stored = machines.get(moved.id());
        if (stored == null || stored.revision() != moved.revision()) return Optional.empty();
        var next = moved.withRevision(moved.revision() + 1);
        machines.put(moved.id(), next);
        return Optional.of(next);
    }

    @Override
    public synchronized boolean end(Machine last, Receipt receipt) {
        var stored = machines.get(last.id());
        if (stored == null || stored.revision() != last.revision()) return false;
        machines.remove(last.id());
        receipts.put(receipt.id(), receipt);
        return true;
    }

    @Override
    public synchronized List<Receipt> receipts(YearMonth month) {
        return receipts.values().stream()
                .filter(r -> YearMonth.from(r.ended().atOffset(ZoneOffset.UTC)).equals(month))
                .sorted(Comparator.comparing(receipt -> receipt.id().value()))
                .toList();
    }
}
