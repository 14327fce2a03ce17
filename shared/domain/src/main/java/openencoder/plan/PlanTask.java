package openencoder.plan;

import java.util.List;

/** What one worker does in one go. */
public interface PlanTask {
    /** Its own in its plan. */
    String name();

    /** Files that it reads: {@link Plan#SOURCE}, or outputs of tasks before it. */
    List<String> inputs();

    /**
     * Files that it makes, as paths below the folder of outputs; of a playlist and its segments the
     * playlist alone.
     */
    List<String> outputs();
}
