package openencoder.machines.fleet;

import openencoder.web.schedule.PassReport;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a pass did, and what there is after it.
 *
 * @param working machines that take jobs
 * @param costPerHour US dollars of all machines together
 * @param ordered by the fleet
 * @param drained told to drain
 * @param deleted machines of the fleet that were to go, replaced ones included
 * @param replaced that never enrolled or fell silent
 * @param orphans deleted that no row knew
 */
public record Reconciled(
        int working,
        BigDecimal costPerHour,
        int ordered,
        int drained,
        int deleted,
        int replaced,
        int orphans)
        implements PassReport {
    static final Reconciled NOTHING = new Reconciled(0, BigDecimal.ZERO, 0, 0, 0, 0, 0);

    Reconciled plus(Reconciled other) {
        return new Reconciled(
                working + other.working,
                costPerHour.add(other.costPerHour),
                ordered + other.ordered,
                drained + other.drained,
                deleted + other.deleted,
                replaced + other.replaced,
                orphans + other.orphans);
    }

    @Override
    public boolean isNothing() {
        return working == 0
                && costPerHour.signum() == 0
                && ordered + drained + deleted + replaced + orphans == 0;
    }

    @Override
    public Map<String, Number> answer() {
        var answer = new LinkedHashMap<String, Number>();
        answer.put("working", working);
        answer.put("cost_per_hour", shown());
        answer.put("ordered", ordered);
        answer.put("drained", drained);
        answer.put("deleted", deleted);
        answer.put("replaced", replaced);
        answer.put("orphans_deleted", orphans);
        return answer;
    }

    @Override
    public Map<String, Number> metrics() {
        return Map.of(
                "MachinesWorking",
                working,
                "MachinesOrdered",
                ordered,
                "MachinesReplaced",
                replaced,
                "OrphansDeleted",
                orphans,
                "CostPerHour",
                shown());
    }

    private BigDecimal shown() {
        return costPerHour.setScale(4, RoundingMode.HALF_UP);
    }
}
