package openencoder.machines.fleet;

import openencoder.job.Job;
import openencoder.job.JobError;
import openencoder.job.JobFilter;
import openencoder.job.JobId;
import openencoder.job.JobState;
import openencoder.job.Progress;
import openencoder.machine.Machine;
import openencoder.machine.MachineId;
import openencoder.machine.MachineProvider;
import openencoder.machine.MachineState;
import openencoder.page.PageRequest;
import openencoder.roster.WorkerReport;
import openencoder.testing.InMemoryMachineProvider.RentedInstance;
import openencoder.testing.SampleJobs;
import openencoder.testing.SampleMachines;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * The programs on the machines: they enrol, send heartbeats, claim and complete jobs, and drain.
 */
final class Agents {
    private static final Duration LEASE = Duration.ofSeconds(60);

    private record Work(JobId job, int attempt, Instant until) {}

    private final FleetFixture world;
    private final RandomGenerator random;
    private final Predicate<MachineId> dies;
    private final Map<MachineId, Work> work = new HashMap<>();
    private final Map<MachineId, Boolean> dead = new HashMap<>();

    /** What comes of each attempt to publish; none if it succeeds. */
    Optional<JobError> refusal = Optional.empty();

    /**
     * @param dies whether a machine falls silent at its next heartbeat
     */
    Agents(FleetFixture world, RandomGenerator random, Predicate<MachineId> dies) {
        this.world = world;
        this.random = random;
        this.dies = dies;
    }

    /** Every 15 s. */
    void heartbeat() {
        world.provider.rentals().forEach(this::heartbeat);
        queueAgain();
    }

    /** What the sweeper does: jobs of dead workers wait again. */
    private void queueAgain() {
        var now = world.clock.instant();
        for (var job : jobs())
            if (job.state() instanceof JobState.Running running && running.lease().isOver(now))
                world.jobs.replace(job.handBack(now));
    }

    private void heartbeat(RentedInstance rental) {
        var id = new MachineId(rental.order().name().substring("test-".length()));
        if (rental.to().isPresent()) {
            if (work.remove(id) != null && !dead.containsKey(id))
                throw new AssertionError("The machine " + id + " was deleted at work.");
            return;
        }
        if (rental.instance().status() != MachineProvider.Status.RUNNING) return;
        if (dead.containsKey(id)) return;
        if (dies.test(id)) {
            dead.put(id, true);
            return;
        }
        world.machines.find(id).ifPresent(this::call);
    }

    private void call(Machine machine) {
        var now = world.clock.instant();
        switch (machine.state()) {
            case MachineState.Booting booting -> {
                if (now.isBefore(booting.enrolment().expires())) enrol(machine, now);
            }
            case MachineState.Working _ -> {
                goOn(machine.id(), now);
                if (!work.containsKey(machine.id())) claim(machine.id(), now);
                say(machine, now);
            }
            case MachineState.Draining _ -> {
                goOn(machine.id(), now);
                say(machine, now);
                if (!work.containsKey(machine.id())) world.machines.replace(machine.drained());
            }
            default -> {}
        }
    }

    private void enrol(Machine machine, Instant now) {
        world.machines.replace(SampleMachines.working(machine, now));
        world.workers.report(
                new WorkerReport(machine.id().value(), "host", Optional.empty(), "8.1", now, now));
    }

    private void say(Machine machine, Instant now) {
        var job = Optional.ofNullable(work.get(machine.id())).map(Work::job);
        if (machine.state() instanceof MachineState.Draining && job.isEmpty()) return;
        world.machines.replace(machine.heartbeat(job, now));
    }

    private void claim(MachineId id, Instant now) {
        for (var job : jobs()) {
            if (!(job.state() instanceof JobState.Waiting) || !job.isClaimable(now)) continue;
            var claimed = world.jobs.replace(job.claim(id.value(), now, LEASE)).orElseThrow();
            var length = Duration.ofSeconds(random.nextInt(30, 150));
            work.put(id, new Work(job.id(), claimed.attempt(), now.plus(length)));
            return;
        }
    }

    private void goOn(MachineId id, Instant now) {
        var mine = work.get(id);
        if (mine == null) return;
        var job = world.jobs.find(mine.job()).orElseThrow();
        if (job.attempt() != mine.attempt() || !(job.state() instanceof JobState.Running running)) {
            work.remove(id);
            return;
        }
        var lease = running.lease().renewed(now, LEASE);
        if (now.isBefore(mine.until())) {
            world.jobs.replace(job.renewed(lease, Progress.NONE));
            return;
        }
        world.jobs.replace(published(job, now));
        work.remove(id);
    }

    private Job published(Job job, Instant now) {
        var made = job.commit().isPresent() ? job : SampleJobs.committed(job, SampleJobs.commit());
        return refusal.map(error -> made.publicationBegun().failAttempt(error, now))
                .orElseGet(() -> made.complete(now));
    }

    /** The oldest first. */
    private List<Job> jobs() {
        return IntStream.rangeClosed(1, 3)
                .mapToObj(page -> new PageRequest(page, 100))
                .flatMap(page -> world.jobs.page(page, JobFilter.ALL).items().stream())
                .sorted(Comparator.comparing(job -> job.id().value()))
                .toList();
    }
}
