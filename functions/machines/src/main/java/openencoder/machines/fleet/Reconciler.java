package openencoder.machines.fleet;

import openencoder.machine.MachineRepository;
import openencoder.machine.MachineStatus;
import openencoder.machine.ProviderFailure;
import openencoder.web.schedule.Pass;
import openencoder.web.schedule.PassFailures;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.InstantSource;

/**
 * A pass over all machines, once a minute: first rows and the provider's machines are made to
 * agree, then the fleet is steered. Every move is a conditional write, so two passes at once do no
 * harm.
 */
public final class Reconciler implements Pass {
    private final MachineRepository machines;
    private final Reconciliation sweep;
    private final Autoscaler steering;
    private final InstantSource clock;

    public Reconciler(
            MachineRepository machines,
            Reconciliation sweep,
            Autoscaler steering,
            InstantSource clock) {
        this.machines = machines;
        this.sweep = sweep;
        this.steering = steering;
        this.clock = clock;
    }

    /**
     * What fails is left for the next pass and keeps nothing else from being done; where no
     * provider is configured, there is nothing to do.
     */
    @Override
    public Reconciled run(Duration time) {
        var deadline = new Deadline(clock, clock.instant().plus(time));
        var failures = new PassFailures();
        Reconciliation.Swept swept;
        try {
            swept = sweep.sweep(deadline, failures);
        } catch (ProviderFailure unconfigured) {
            return Reconciled.NOTHING;
        }
        var steered = steering.steer(swept.unknown(), deadline, failures);
        var done = standing(swept.orphans()).plus(steered);
        failures.check(done);
        return done;
    }

    private Reconciled standing(int orphans) {
        var living = machines.living();
        var working =
                living.stream().filter(each -> each.status() == MachineStatus.WORKING).count();
        var hourly =
                living.stream()
                        .map(each -> each.spec().priceHourly())
                        .reduce(BigDecimal.ZERO, BigDecimal::add);
        return new Reconciled((int) working, hourly, 0, 0, 0, 0, orphans);
    }
}
