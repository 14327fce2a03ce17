package openencoder.plan;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What must be done to make a job's outputs from its probed source: tasks, each after those whose
 * outputs it reads. A plan of one task is the smallest.
 */
public record Plan(List<PlanTask> tasks) {
    /** The name of the downloaded film among a task's inputs. */
    public static final String SOURCE = "src";

    /**
     * @throws IllegalArgumentException unless each input is there before its task, and names and
     *     outputs are each task's own
     */
    public Plan {
        tasks = List.copyOf(tasks);
        var names = new HashSet<String>();
        var files = new HashSet<>(Set.of(SOURCE));
        for (var task : tasks) {
            require(names.add(task.name()), task, "is there twice");
            require(files.containsAll(task.inputs()), task, "reads what no task before it makes");
            for (var output : task.outputs())
                require(files.add(output), task, "makes again what is there");
        }
        if (tasks.isEmpty()) throw new IllegalArgumentException("A plan has a task.");
    }

    public static Plan of(PlanTask task) {
        return new Plan(List.of(task));
    }

    /** Tasks that can be done as soon as these files are there. */
    public List<PlanTask> ready(Set<String> files) {
        return tasks.stream()
                .filter(task -> files.containsAll(task.inputs()))
                .filter(task -> !files.containsAll(task.outputs()))
                .toList();
    }

    private static void require(boolean holds, PlanTask task, String otherwise) {
        if (!holds) throw new IllegalArgumentException(task.name() + " " + otherwise);
    }
}
