package openencoder.bench.crash;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Random;

/** Where the blows of a campaign are to land: every stage as often, in an order drawn by a seed. */
final class CampaignPlan {
    private final Deque<JobStage> aims;
    private final Random random;
    private final int most;

    CampaignPlan(WorkerFault blow, int blows, long seed) {
        random = new Random(seed);
        most = blow.most;
        var all = new ArrayList<JobStage>();
        for (var i = 0; i < blows; i++) all.add(blow.aims.get(i % blow.aims.size()));
        Collections.shuffle(all, random);
        aims = new ArrayDeque<>(all);
    }

    /**
     * The blows for one job, in turn; none when all are given away.
     *
     * @return one that needs no job first; one after the commit last, for there is no way back
     */
    synchronized List<JobStage> next() {
        var blows = new ArrayList<JobStage>();
        var wanted = 1 + random.nextInt(most);
        while (blows.size() < wanted && !aims.isEmpty()) blows.add(aims.poll());
        blows.sort(Comparator.comparing(CampaignPlan::turn));
        return blows;
    }

    private static int turn(JobStage aim) {
        return switch (aim) {
            case IDLE -> 0;
            case PUBLISHING -> 2;
            default -> 1;
        };
    }

    /** A blow that did not land, for another job. */
    synchronized void back(JobStage aim) {
        aims.add(aim);
    }
}
