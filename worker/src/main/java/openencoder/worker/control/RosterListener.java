package openencoder.worker.control;

import openencoder.job.Job;
import openencoder.roster.WorkerReport;
import openencoder.roster.WorkerRoster;
import openencoder.worker.agent.Presence;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/** Writes the worker into the list of workers, for people to see. */
public record RosterListener(WorkerRoster roster, Presence.Who who, InstantSource clock)
        implements Presence.Listener {
    public static final Duration EVERY = Duration.ofSeconds(5);

    @Override
    public void hear(Optional<Job> job) {
        roster.report(
                new WorkerReport(
                        who.id(),
                        who.host(),
                        job.map(Job::id),
                        who.ffmpeg(),
                        who.startedAt(),
                        clock.instant()));
    }

    @Override
    public void bye() {
        roster.remove(who.id());
    }
}
