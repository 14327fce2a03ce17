package openencoder.machines.fleet;

import openencoder.machine.Billing;
import openencoder.machine.InstanceId;
import openencoder.machine.Label;
import openencoder.machine.MachineProvider;
import openencoder.machine.MachineProvider.InstanceRequest;
import openencoder.machine.ProviderFailure;
import openencoder.machine.ProviderFailure.Kind;
import openencoder.machine.ProviderId;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/** A provider on a bad day. */
final class Troubled implements MachineProvider {
    private final MachineProvider real;
    private final RandomGenerator random;
    private final boolean isStorm;

    /**
     * @param isStorm every call is one too many
     */
    Troubled(MachineProvider real, RandomGenerator random, boolean isStorm) {
        this.real = real;
        this.random = random;
        this.isStorm = isStorm;
    }

    @Override
    public ProviderId id() {
        return real.id();
    }

    @Override
    public Billing billing() {
        return real.billing();
    }

    @Override
    public int userDataLimit() {
        return real.userDataLimit();
    }

    @Override
    public Instance create(InstanceRequest order) {
        if (chance(0.5)) throw failure(Kind.REFUSED);
        return maybeLost(() -> real.create(order), 0.15);
    }

    @Override
    public Optional<Instance> find(InstanceId id) {
        return maybeLost(() -> real.find(id), 0.05);
    }

    @Override
    public List<Instance> labelled(Label label) {
        return maybeLost(() -> real.labelled(label), 0.1);
    }

    @Override
    public void delete(InstanceId id) {
        if (chance(0.2)) throw failure(Kind.BROKEN);
        maybeLost(
                () -> {
                    real.delete(id);
                    return id;
                },
                0.15);
    }

    @Override
    public List<Region> regions() {
        return real.regions();
    }

    @Override
    public List<Size> sizes() {
        return maybeLost(real::sizes, 0.05);
    }

    private <T> T maybeLost(Supplier<T> call, double share) {
        if (isStorm) throw failure(Kind.LIMITED);
        if (chance(share / 3)) throw failure(Kind.UNANSWERED);
        var answer = call.get();
        if (chance(share)) throw failure(Kind.UNANSWERED);
        return answer;
    }

    private boolean chance(double share) {
        return random.nextDouble() < share;
    }

    private static ProviderFailure failure(Kind kind) {
        return new ProviderFailure(kind, "a bad day: " + kind, Optional.of(Duration.ofSeconds(30)));
    }
}
