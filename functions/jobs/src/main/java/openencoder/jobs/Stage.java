package openencoder.jobs;

import openencoder.job.JobState;

/** What happens to a job right now, in words for people. */
final class Stage {
    private Stage() {}

    static String of(JobState state) {
        return switch (state) {
            case JobState.AwaitingPublication _ -> "waiting to publish the outputs";
            case JobState.Queued queued when queued.lastError().isPresent() ->
                    "waiting for another try";
            case JobState.Queued _ -> "waiting for a worker";
            case JobState.Restarting _ -> "waiting to be queued again";
            case JobState.Working working ->
                    switch (working.stage()) {
                        case DOWNLOADING -> "fetching the source";
                        case PROBING -> "looking into the source";
                        case ENCODING -> "encoding";
                        case UPLOADING -> "uploading and checking the outputs";
                    };
            case JobState.Publishing _ -> "publishing the outputs";
            case JobState.Completed _ -> "done";
            case JobState.Cancelled _ -> "cancelled";
            case JobState.Failed _ -> "failed";
        };
    }
}
