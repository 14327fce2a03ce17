package openencoder.bench.fleet;

import openencoder.fleet.Decision;
import openencoder.fleet.FleetPolicy;
import openencoder.fleet.FleetSettings;
import openencoder.fleet.FleetView;
import openencoder.fleet.FleetView.Member;
import openencoder.machine.MachineId;

import java.util.List;

/** Decides, once a minute, how many machines there are. */
interface Scaler {
    String name();

    Decision decide(FleetView view);

    /** Ours, the very class that runs in the cloud. */
    record Ours(FleetSettings settings) implements Scaler {
        private static final FleetPolicy POLICY = new FleetPolicy();

        @Override
        public String name() {
            return "Open Encoder";
        }

        @Override
        public Decision decide(FleetView view) {
            return POLICY.decide(view, settings);
        }
    }

    /** As many from the first to the last second. */
    record Fixed(String name, int machines) implements Scaler {
        @Override
        public Decision decide(FleetView view) {
            return order(machines - view.machines().size());
        }
    }

    /**
     * The usual one: a target for the messages that wait, per machine, namely the longest wait
     * divided by the mean time a job takes. Out at once, in once fewer have been enough for a
     * quarter of an hour. That a machine at work is never ended is given to it for nothing.
     *
     * @see <a
     *     href="https://docs.aws.amazon.com/autoscaling/ec2/userguide/as-using-sqs-queue.html">Amazon's
     *     guide</a>
     */
    final class QueueLength implements Scaler {
        private static final int QUIET_MINUTES = 15;

        private final FleetSettings settings;
        private int quiet;

        QueueLength(FleetSettings settings) {
            this.settings = settings;
        }

        @Override
        public String name() {
            return "queue length";
        }

        @Override
        public Decision decide(FleetView view) {
            var perMachine =
                    (double) settings.targetWait().toMillis() / view.pace().mean().toMillis();
            var wanted = (int) Math.min(settings.max(), Math.ceil(view.waiting() / perMachine));
            var surplus = view.machines().size() - wanted;
            quiet = surplus > 0 ? quiet + 1 : 0;
            if (surplus <= 0) return order(-surplus);
            if (quiet < QUIET_MINUTES) return order(0);
            return delete(
                    view.machines().stream()
                            .filter(each -> each.idleSince().isPresent())
                            .limit(surplus)
                            .map(Member::id)
                            .toList());
        }
    }

    private static Decision order(int machines) {
        return new Decision(Math.max(0, machines), List.of(), List.of(), List.of(), List.of());
    }

    private static Decision delete(List<MachineId> machines) {
        return new Decision(0, List.of(), machines, List.of(), List.of());
    }
}
