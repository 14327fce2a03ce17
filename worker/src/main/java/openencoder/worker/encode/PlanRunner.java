package openencoder.worker.encode;

import openencoder.plan.EncodeTask;
import openencoder.plan.Plan;
import openencoder.plan.PlanTask;
import openencoder.worker.ffmpeg.EncodeFailure;
import openencoder.worker.ffmpeg.Tick;
import openencoder.worker.source.Probe;
import openencoder.worker.verify.MadeFile;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Does the tasks of a plan, one after the other, each once its inputs are there. */
public final class PlanRunner {
    private final Encoder encoder;

    public PlanRunner(Encoder encoder) {
        this.encoder = encoder;
    }

    /**
     * Where an attempt works.
     *
     * @param source as probed
     * @param outputs the folder where files appear
     * @param pidFile where to note the process that is running
     * @param largestFile in bytes
     */
    public record Place(Probe source, Path outputs, Path pidFile, long largestFile) {}

    /** Is told how far an encode is, about twice a second. */
    public interface Listener {
        /**
         * @param pass from 0
         */
        void reached(EncodeTask task, int pass, Tick tick);
    }

    /**
     * @return every file that was made, the main one first
     * @throws EncodeFailure if there is no sound output, and why
     */
    public List<MadeFile> run(Plan plan, Place place, Listener listener)
            throws InterruptedException {
        var made = new ArrayList<MadeFile>();
        var files = new HashSet<>(Set.of(Plan.SOURCE));
        for (var ready = plan.ready(files); !ready.isEmpty(); ready = plan.ready(files))
            for (var task : ready) {
                made.addAll(run(task, place, listener));
                files.addAll(task.outputs());
            }
        return made;
    }

    private List<MadeFile> run(PlanTask task, Place place, Listener listener)
            throws InterruptedException {
        if (!(task instanceof EncodeTask encode))
            throw new IllegalStateException("This worker cannot do the task " + task.name());
        var work =
                new Encoder.Work(
                        encode,
                        place.source(),
                        place.outputs(),
                        place.pidFile(),
                        place.largestFile());
        return encoder.encode(work, (pass, tick) -> listener.reached(encode, pass, tick));
    }
}
