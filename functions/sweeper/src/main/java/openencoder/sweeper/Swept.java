package openencoder.sweeper;

import openencoder.web.schedule.PassReport;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What one sweep did and saw.
 *
 * @param sent messages sent again
 * @param takenBack jobs taken from workers that let their lease run out
 * @param givenUp jobs ended with an error because no worker could take them
 * @param removed staged files and unfinished uploads removed
 * @param stuck jobs that wait for a sweep since more than ten minutes, so that earlier sweeps must
 *     have failed
 */
public record Swept(int sent, int takenBack, int givenUp, int removed, int stuck)
        implements PassReport {
    static final Swept NOTHING = new Swept(0, 0, 0, 0, 0);
    static final Swept SENT = new Swept(1, 0, 0, 0, 0);
    static final Swept TAKEN_BACK = new Swept(1, 1, 0, 0, 0);
    static final Swept GIVEN_UP = new Swept(0, 0, 1, 0, 0);
    static final Swept STUCK = new Swept(0, 0, 0, 0, 1);

    static Swept removed(int count) {
        return new Swept(0, 0, 0, count, 0);
    }

    Swept plus(Swept other) {
        return new Swept(
                sent + other.sent,
                takenBack + other.takenBack,
                givenUp + other.givenUp,
                removed + other.removed,
                stuck + other.stuck);
    }

    @Override
    public Map<String, Number> answer() {
        var answer = new LinkedHashMap<String, Number>();
        answer.put("sent", sent);
        answer.put("taken_back", takenBack);
        answer.put("given_up", givenUp);
        answer.put("removed", removed);
        answer.put("stuck", stuck);
        return answer;
    }

    @Override
    public Map<String, Number> metrics() {
        return Map.of(
                "MessagesSentAgain",
                sent,
                "JobsTakenBack",
                takenBack,
                "JobsGivenUp",
                givenUp,
                "LeftoversRemoved",
                removed,
                "JobsStuck",
                stuck);
    }

    @Override
    public boolean isNothing() {
        return equals(NOTHING);
    }
}
