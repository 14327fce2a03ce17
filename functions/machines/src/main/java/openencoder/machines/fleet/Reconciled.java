package openencoder.machines.fleet;

import java.math.BigDecimal;
import java.math.RoundingMode;

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
        int orphans) {
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

    public boolean isNothing() {
        return working == 0
                && costPerHour.signum() == 0
                && ordered + drained + deleted + replaced + orphans == 0;
    }

    /** The answer of the function. */
    public String json() {
        return """
        {"working":%d,"cost_per_hour":%s,"ordered":%d,"drained":%d,"deleted":%d,"replaced":%d,\
        "orphans_deleted":%d}\
        """
                .formatted(working, shown(), ordered, drained, deleted, replaced, orphans);
    }

    /**
     * A line in CloudWatch's embedded metric format: whoever prints it in a function has the
     * figures as metrics.
     *
     * @param at in milliseconds since 1970
     * @see <a
     *     href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html">the
     *     format</a>
     */
    public String metrics(String function, long at) {
        return """
        {"_aws":{"Timestamp":%d,"CloudWatchMetrics":[{"Namespace":"OpenEncoder",\
        "Dimensions":[["FunctionName"]],"Metrics":[{"Name":"MachinesWorking"},\
        {"Name":"MachinesOrdered"},{"Name":"MachinesReplaced"},{"Name":"OrphansDeleted"},\
        {"Name":"CostPerHour"}]}]},"FunctionName":"%s","MachinesWorking":%d,\
        "MachinesOrdered":%d,"MachinesReplaced":%d,"OrphansDeleted":%d,"CostPerHour":%s}\
        """
                .formatted(at, function, working, ordered, replaced, orphans, shown());
    }

    private String shown() {
        return costPerHour.setScale(4, RoundingMode.HALF_UP).toPlainString();
    }
}
