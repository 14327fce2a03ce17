package openencoder.machines.fleet;

import openencoder.fleet.FleetView;
import openencoder.fleet.FleetView.Member;
import openencoder.fleet.JobDurations;
import openencoder.job.Job;
import openencoder.job.JobFilter;
import openencoder.job.JobRepository;
import openencoder.job.JobState;
import openencoder.job.JobStatus;
import openencoder.machine.AgentStatus;
import openencoder.machine.Machine;
import openencoder.machine.MachineId;
import openencoder.machine.MachineProvider.Instance;
import openencoder.machine.MachineStatus;
import openencoder.machine.Origin;
import openencoder.machine.Providers;
import openencoder.page.PageRequest;
import openencoder.roster.WorkerReport;
import openencoder.roster.WorkerRoster;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Sees the fleet: rows of machines, waiting and running jobs, how long both take. */
public final class FleetViews {
    /** Until a machine was seen to boot. */
    private static final Duration USUAL_BOOT = Duration.ofSeconds(75);

    /** More than this is an agent that was started again. */
    private static final Duration LONGEST_BOOT = Duration.ofMinutes(5);

    private static final Duration SEEN_LATELY = Duration.ofMinutes(5);
    private static final int PAGE = 100;
    private static final int PAGES = 10;

    private final JobRepository jobs;
    private final WorkerRoster workers;
    private final Providers providers;

    public FleetViews(JobRepository jobs, WorkerRoster workers, Providers providers) {
        this.jobs = jobs;
        this.workers = workers;
        this.providers = providers;
    }

    /**
     * @param unknown machines without a row: paid for all the same
     * @param priceHourly of the next machine
     */
    FleetView of(
            List<Machine> machines,
            List<Instance> unknown,
            Optional<BigDecimal> priceHourly,
            Instant now) {
        var running = running(now);
        var leased =
                running.stream().flatMap(job -> worker(job).stream()).collect(Collectors.toSet());
        var members =
                Stream.concat(
                        machines.stream()
                                .filter(machine -> machine.status() != MachineStatus.FAILED)
                                .map(machine -> member(machine, leased)),
                        unknown.stream().map(instance -> member(instance, now)));
        return new FleetView(
                members.toList(),
                count(JobStatus.QUEUED) + count(JobStatus.RESTARTING),
                JobDurations.of(
                        ended(), running.stream().flatMap(job -> length(job, now)).toList()),
                boot(machines, now),
                priceHourly,
                now);
    }

    private Member member(Machine machine, Set<String> leased) {
        var agent = machine.agent();
        return new Member(
                machine.id(),
                machine.spec().origin() == Origin.MANUAL,
                machine.status(),
                machine.ordered(),
                agent.map(AgentStatus::lastSeen).orElse(machine.ordered()),
                agent.filter(each -> each.job().isEmpty()).map(AgentStatus::since),
                leased.contains(machine.id().value()),
                machine.spec().priceHourly(),
                providers.billing(machine.spec().provider()));
    }

    private Member member(Instance instance, Instant now) {
        return new Member(
                MachineId.next(now),
                true,
                MachineStatus.DELETING,
                instance.createdAt(),
                instance.createdAt(),
                Optional.empty(),
                false,
                instance.priceHourly(),
                providers.billing(instance.id().provider()));
    }

    private long count(JobStatus status) {
        return jobs.page(PageRequest.FIRST, only(status)).total();
    }

    private List<Job> running(Instant now) {
        return Stream.of(
                        JobStatus.DOWNLOADING,
                        JobStatus.PROBING,
                        JobStatus.ENCODING,
                        JobStatus.UPLOADING)
                .flatMap(this::all)
                .filter(job -> job.state() instanceof JobState.Running)
                .filter(job -> !job.isClaimable(now))
                .toList();
    }

    private Stream<Job> all(JobStatus status) {
        var all = Stream.<Job>builder();
        for (var page = 1; page <= PAGES; page++) {
            var found = jobs.page(new PageRequest(page, PAGE), only(status));
            found.items().forEach(all);
            if ((long) page * PAGE >= found.total()) break;
        }
        return all.build();
    }

    private List<Duration> ended() {
        return jobs.page(new PageRequest(1, PAGE), only(JobStatus.COMPLETED)).items().stream()
                .flatMap(job -> job.times().finished().stream().flatMap(end -> length(job, end)))
                .toList();
    }

    private static Stream<Duration> length(Job job, Instant end) {
        return job.times().started().map(start -> Duration.between(start, end)).stream();
    }

    private static Optional<String> worker(Job job) {
        return job.state() instanceof JobState.Running running
                ? Optional.of(running.lease().worker())
                : Optional.empty();
    }

    /** The median of what the machines took whose agents call. */
    private Duration boot(List<Machine> machines, Instant now) {
        var started =
                workers.seenSince(now.minus(SEEN_LATELY)).stream()
                        .collect(Collectors.toMap(WorkerReport::id, WorkerReport::startedAt));
        var boots =
                machines.stream()
                        .filter(machine -> started.containsKey(machine.id().value()))
                        .map(
                                each ->
                                        Duration.between(
                                                each.ordered(), started.get(each.id().value())))
                        .filter(boot -> boot.isPositive() && boot.compareTo(LONGEST_BOOT) <= 0)
                        .sorted()
                        .toList();
        return boots.isEmpty() ? USUAL_BOOT : boots.get(boots.size() / 2);
    }

    private static JobFilter only(JobStatus status) {
        return new JobFilter(Optional.of(status), Optional.empty());
    }
}
