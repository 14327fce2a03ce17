package openencoder.cli.encode;

import openencoder.cli.jobs.JobOutputs.Fetched;

import java.util.List;

/** What became of one film with one preset. */
sealed interface RunOutcome {

    Wanted wanted();

    /**
     * @param files the main one first
     */
    record Made(Wanted wanted, List<Fetched> files) implements RunOutcome {}

    /**
     * @param reason in one line or a few
     * @param details such as FFmpeg's last lines; may be empty
     * @param isOfTheStack whether the system is to blame, not the film, the preset or the disk
     */
    record Failed(Wanted wanted, String reason, String details, boolean isOfTheStack)
            implements RunOutcome {
        Failed(Wanted wanted, String reason, String details) {
            this(wanted, reason, details, false);
        }
    }

    /** An earlier run made it. */
    record Kept(Wanted wanted) implements RunOutcome {}
}
