package openencoder.machine;

import openencoder.job.JobId;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The program on an enrolled machine, as it last said.
 *
 * @param sessions that are good: the newest, and the one it replaced in case the answer that
 *     brought the newest was lost
 * @param job it works on
 * @param since when it began to work on that, or to be idle
 * @param lastSeen when its last heartbeat came
 */
public record AgentStatus(
        List<Session> sessions, Optional<JobId> job, Instant since, Instant lastSeen) {
    public AgentStatus {
        sessions = List.copyOf(sessions);
    }

    static AgentStatus enrolled(Session first, Instant now) {
        return new AgentStatus(List.of(first), Optional.empty(), now, now);
    }

    /** The session that the token opens, unless it is over. */
    public Optional<Session> session(MachineToken token, Instant now) {
        return sessions.stream().filter(session -> session.admits(token, now)).findFirst();
    }

    AgentStatus heartbeat(Optional<JobId> works, Instant now) {
        return new AgentStatus(sessions, works, works.equals(job) ? since : now, now);
    }

    /**
     * @param used stays good until {@code next} is replaced
     */
    AgentStatus renew(Session used, Session next) {
        var both = Stream.of(next, used).toList();
        return new AgentStatus(both, job, since, lastSeen);
    }
}
