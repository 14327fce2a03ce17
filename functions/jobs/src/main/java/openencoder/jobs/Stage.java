package openencoder.jobs;

import openencoder.job.JobState;

/** What happens to a job right now, in words for people. */
final class Stage {
    private Stage() {}

    static String of(JobState state) {
        return switch (state) {
            case JobState.Queued queued when queued.lastError().isPresent() ->
                    "waiting for another try";
            case JobState.Queued _ -> "waiting for a worker";
            case JobState.Restarting _ -> "waiting to be queued again";
            case JobState.Downloading _ -> "fetching the source";
            case JobState.Probing _ -> "looking into the source";
            case JobState.Encoding _ -> "encoding";
            case JobState.Uploading uploading when uploading.commit().isPresent() ->
                    "publishing the outputs";
            case JobState.Uploading _ -> "uploading and checking the outputs";
            case JobState.Completed _ -> "done";
            case JobState.Cancelled _ -> "cancelled";
            case JobState.Failed _ -> "failed";
        };
    }
}
