package openencoder.bench.crash;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

class PlanTest {
    @Test
    void every_stage_is_aimed_at_as_often_as_any_other() {
        var aims =
                all(new CampaignPlan(WorkerFault.KILL, 70, 1)).stream()
                        .flatMap(List::stream)
                        .toList();

        for (var stage : WorkerFault.KILL.aims)
            assertThat(aims).filteredOn(stage::equals).as(stage.inWords()).hasSize(10);
    }

    @Test
    void a_seed_gives_the_same_plan_and_another_seed_another() {
        assertThat(all(new CampaignPlan(WorkerFault.KILL, 70, 1)))
                .isEqualTo(all(new CampaignPlan(WorkerFault.KILL, 70, 1)));
        assertThat(all(new CampaignPlan(WorkerFault.KILL, 70, 1)))
                .isNotEqualTo(all(new CampaignPlan(WorkerFault.KILL, 70, 2)));
    }

    @Test
    void a_job_loses_at_most_two_workers_and_is_cancelled_once() {
        assertThat(all(new CampaignPlan(WorkerFault.KILL, 70, 1)))
                .allMatch(aims -> aims.size() <= 2);
        assertThat(all(new CampaignPlan(WorkerFault.CANCEL, 70, 1)))
                .allMatch(aims -> aims.size() == 1);
    }

    @Test
    void after_the_commit_comes_nothing_but_another_blow_after_the_commit() {
        for (var aims : all(new CampaignPlan(WorkerFault.KILL, 70, 1)))
            if (aims.getFirst() == JobStage.PUBLISHING)
                assertThat(aims).containsOnly(JobStage.PUBLISHING);
    }

    @Test
    void a_blow_that_did_not_land_is_given_to_another_job() {
        var plan = new CampaignPlan(WorkerFault.CANCEL, 1, 1);
        var aims = plan.next();

        plan.back(aims.getFirst());

        assertThat(plan.next()).isEqualTo(aims);
    }

    private static List<List<JobStage>> all(CampaignPlan plan) {
        var all = new ArrayList<List<JobStage>>();
        for (var aims = plan.next(); !aims.isEmpty(); aims = plan.next()) all.add(aims);
        return all;
    }
}
