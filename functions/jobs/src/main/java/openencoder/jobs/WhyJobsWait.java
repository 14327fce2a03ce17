package openencoder.jobs;

import openencoder.job.Job;
import openencoder.job.JobRepository;
import openencoder.job.JobStatus;
import openencoder.machine.Machine;
import openencoder.machine.MachineRepository;
import openencoder.machine.MachineStatus;
import openencoder.machine.Origin;
import openencoder.roster.WorkerReport;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Why a job that waits does. Asks for a job that is queued only: for the workers, then for the
 * machines if there is no worker that works, and else for the place in the queue.
 */
final class WhyJobsWait {
    private static final int COUNTED = 1_000;
    private static final Set<MachineStatus> COMING =
            Set.of(MachineStatus.ORDERED, MachineStatus.BOOTING, MachineStatus.WORKING);

    /**
     * @param reason for programs: next, jobs_before, workers_busy, machine_starting, workers_unable
     *     or no_worker
     * @param message the same for people
     * @param jobsBefore queued before this one, where that is the reason
     */
    record WaitingFor(String reason, String message, Optional<Integer> jobsBefore) {
        private WaitingFor(String reason, String message) {
            this(reason, message, Optional.empty());
        }
    }

    private final JobRepository jobs;
    private final MachineRepository machines;
    private final WorkerRoll roll;

    WhyJobsWait(JobRepository jobs, MachineRepository machines, WorkerRoll roll) {
        this.jobs = jobs;
        this.machines = machines;
        this.roll = roll;
    }

    /** Empty for a job that does not wait for a worker. */
    Optional<WaitingFor> of(Job job) {
        if (job.status() != JobStatus.QUEUED) return Optional.empty();
        var workers = roll.now();
        var able = workers.stream().filter(each -> each.failure().isEmpty()).toList();
        return Optional.of(able.isEmpty() ? withoutWorkers(workers) : behind(job, able));
    }

    private WaitingFor withoutWorkers(List<WorkerReport> unable) {
        var coming =
                machines.living().stream().filter(each -> COMING.contains(each.status())).toList();
        if (!coming.isEmpty()) return new WaitingFor("machine_starting", starting(coming));
        return unable.stream()
                .map(WorkerReport::failure)
                .flatMap(Optional::stream)
                .findFirst()
                .map(why -> new WaitingFor("workers_unable", "no worker can work: " + why))
                .orElseGet(() -> new WaitingFor("no_worker", "no worker is running"));
    }

    private static String starting(List<Machine> coming) {
        return coming.stream().anyMatch(each -> each.spec().origin() == Origin.FLEET)
                ? "the fleet is starting a machine"
                : "a machine is starting";
    }

    private WaitingFor behind(Job job, List<WorkerReport> able) {
        var before = jobs.queuedBefore(job.id(), COUNTED);
        if (before == 0)
            return able.stream().anyMatch(each -> each.job().isEmpty())
                    ? new WaitingFor("next", "a worker is about to take it")
                    : new WaitingFor("workers_busy", "every worker has a job");
        var many = before == COUNTED ? COUNTED + " or more" : Integer.toString(before);
        var message = before == 1 ? "1 job before it" : many + " jobs before it";
        return new WaitingFor("jobs_before", message, Optional.of(before));
    }
}
