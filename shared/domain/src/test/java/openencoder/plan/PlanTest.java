package openencoder.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import openencoder.media.StreamKind;
import openencoder.output.FileFormat;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Optional;
import java.util.Set;

class PlanTest {
    private static final PlanTask LEFT = task("left", List.of(Plan.SOURCE), "left.mp4");
    private static final PlanTask RIGHT = task("right", List.of(Plan.SOURCE), "right.mp4");
    private static final PlanTask JOINED =
            task("joined", List.of("left.mp4", "right.mp4"), "film.mp4");

    @Test
    void a_task_is_ready_once_its_inputs_are_there_and_its_outputs_are_not() {
        var plan = new Plan(List.of(LEFT, RIGHT, JOINED));

        assertThat(plan.ready(Set.of(Plan.SOURCE))).containsExactly(LEFT, RIGHT);
        assertThat(plan.ready(Set.of(Plan.SOURCE, "left.mp4"))).containsExactly(RIGHT);
        assertThat(plan.ready(Set.of(Plan.SOURCE, "left.mp4", "right.mp4")))
                .containsExactly(JOINED);
        assertThat(plan.ready(Set.of(Plan.SOURCE, "left.mp4", "right.mp4", "film.mp4"))).isEmpty();
    }

    @Test
    void a_task_reads_nothing_that_is_made_after_it() {
        assertThatThrownBy(() -> new Plan(List.of(JOINED, LEFT, RIGHT)))
                .hasMessage("joined reads what no task before it makes");
    }

    @Test
    void two_tasks_do_not_make_the_same_file() {
        var other = task("other", List.of(Plan.SOURCE), "left.mp4");

        assertThatThrownBy(() -> new Plan(List.of(LEFT, other)))
                .hasMessage("other makes again what is there");
    }

    @Test
    void a_task_s_name_is_its_own() {
        assertThatThrownBy(() -> new Plan(List.of(LEFT, LEFT))).hasMessage("left is there twice");
    }

    @Test
    void a_plan_has_a_task() {
        assertThatThrownBy(() -> new Plan(List.of())).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void an_encode_is_a_plan_by_itself() {
        var promise = new Promise(List.of(StreamKind.VIDEO), Optional.empty(), false);
        var passes = List.of(List.of("-i"));
        var encode = new EncodeTask(passes, "film.mp4", FileFormat.MP4, Optional.empty(), promise);

        assertThat(Plan.of(encode).ready(Set.of(Plan.SOURCE))).containsExactly(encode);
        assertThat(Plan.of(encode).ready(Set.of(Plan.SOURCE, "film.mp4"))).isEmpty();
    }

    private record Step(String name, List<String> inputs, List<String> outputs)
            implements PlanTask {}

    private static PlanTask task(String name, List<String> inputs, String output) {
        return new Step(name, inputs, List.of(output));
    }
}
