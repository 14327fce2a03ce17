package openencoder.bench.crash;

import openencoder.job.Job;
import openencoder.job.JobState;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** One job from its order to its end, with what is done to it on the way. */
final class FaultRun {
    private static final Duration LONGEST = Duration.ofMinutes(5);

    private final FaultInjector striker;
    private final CrashFixture ground;
    private final CampaignPlan plan;
    private final Random random;
    private final List<Injection> landings = new ArrayList<>();
    private final List<String> faults = new ArrayList<>();

    /**
     * @param plan gets back the blows that come too late
     */
    FaultRun(FaultInjector striker, CrashFixture ground, CampaignPlan plan, long seed) {
        this.striker = striker;
        this.ground = ground;
        this.plan = plan;
        this.random = new Random(seed);
    }

    FaultTrial of(Film film, String folder, List<JobStage> aims) throws Exception {
        for (var aim : aims)
            if (aim == JobStage.IDLE) landings.add(striker.strikeIdle(random, faults));
        var id = ground.orders.order(film, "s3:///" + folder);
        striker.opened(id);
        var struck = -1;
        for (var aim : aims) {
            if (aim == JobStage.IDLE) continue;
            var job = reaches(id, aim, struck);
            if (job.state() instanceof JobState.Ended) {
                plan.back(aim);
                continue;
            }
            struck = job.attempt();
            striker.strike(job, aim, folder, faults)
                    .ifPresentOrElse(landings::add, () -> plan.back(aim));
        }
        if (!Eventually.holds(LONGEST, () -> ground.job(id).state() instanceof JobState.Ended))
            faults.add("was not over after " + LONGEST);
        striker.closed(id);
        var status = ground.job(id).status().wireName();
        return new FaultTrial(id, film, folder, status, landings, faults);
    }

    /** The job once an attempt later than {@code struck} has reached the stage and a bit more. */
    private Job reaches(long id, JobStage aim, int struck) throws Exception {
        Eventually.holds(LONGEST, () -> hasReached(ground.job(id), aim, struck));
        if (aim != JobStage.QUEUED) Thread.sleep(random.nextInt(aim.length()));
        return ground.job(id);
    }

    private boolean hasReached(Job job, JobStage aim, int struck) {
        var stage = striker.stage(job);
        return stage == JobStage.ENDED || (job.attempt() > struck && stage.compareTo(aim) >= 0);
    }
}
