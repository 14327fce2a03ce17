package openencoder.bench.crash;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Compares what is with what must be. */
final class Checker {
    private final Map<Film, Map<String, String>> undisturbed;

    /**
     * @param undisturbed SHA-256 by file name, as made by jobs that nothing happened to
     */
    Checker(Map<Film, Map<String, String>> undisturbed) {
        this.undisturbed = undisturbed;
    }

    /** Everything that is wrong, one sentence each. */
    List<String> violations(List<FaultTrial> trials, Finding found) {
        var wrong = new ArrayList<String>();
        var expected = new HashMap<String, String>();
        for (var trial : trials) {
            var job = "job %d: ".formatted(trial.job());
            trial.faults().forEach(fault -> wrong.add(job + fault));
            var wanted = trial.isCancelled() ? "cancelled" : "completed";
            if (!trial.status().equals(wanted))
                wrong.add(job + "is %s, not %s".formatted(trial.status(), wanted));
            if (!trial.isCancelled()) {
                expected.putAll(outputs(trial));
                if (!isIdentical(trial, found))
                    wrong.add(job + "outputs are not those of an undisturbed run");
            }
        }
        var extra = new TreeSet<>(found.objects().keySet());
        extra.removeAll(expected.keySet());
        extra.forEach(key -> wrong.add("left behind: object " + key));
        found.uploads().forEach(key -> wrong.add("left behind: unfinished upload of " + key));
        found.processes().forEach(process -> wrong.add("left behind: process " + process));
        found.folders().forEach(folder -> wrong.add("left behind: folder " + folder));
        return wrong;
    }

    boolean isIdentical(FaultTrial trial, Finding found) {
        var outputs = outputs(trial);
        return !outputs.isEmpty() && found.objects().entrySet().containsAll(outputs.entrySet());
    }

    private Map<String, String> outputs(FaultTrial trial) {
        var outputs = new HashMap<String, String>();
        undisturbed
                .getOrDefault(trial.film(), Map.of())
                .forEach((name, hash) -> outputs.put(trial.folder() + name, hash));
        return outputs;
    }
}
