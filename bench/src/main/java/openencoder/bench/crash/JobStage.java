package openencoder.bench.crash;

import openencoder.job.Job;
import openencoder.job.JobState;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** Where a worker was with its job, in the order in which it gets there. */
enum JobStage {
    /** The worker had no job. */
    IDLE,
    /** No worker had the job. */
    QUEUED,
    /** Claimed, and not a byte of the source is there. */
    CLAIMED,
    DOWNLOADING,
    PROBING,
    ENCODING,
    /** Before the commit. */
    UPLOADING,
    /** After the commit. */
    PUBLISHING,
    /** After the last write of the row, before the message was deleted. */
    ENDED;

    /**
     * @param work the folder of the workers' attempts
     */
    static JobStage of(Job job, Path work) {
        return switch (job.state()) {
            case JobState.AwaitingPublication _ -> PUBLISHING;
            case JobState.Waiting _ -> QUEUED;
            case JobState.Working working ->
                    switch (working.stage()) {
                        case DOWNLOADING -> hasSource(job, work) ? DOWNLOADING : CLAIMED;
                        case PROBING -> PROBING;
                        case ENCODING -> ENCODING;
                        case UPLOADING -> UPLOADING;
                    };
            case JobState.Publishing _ -> PUBLISHING;
            case JobState.Ended _ -> ENDED;
        };
    }

    private static boolean hasSource(Job job, Path work) {
        return Files.exists(folder(job, work).resolve("src"));
    }

    /** Where the worker that has the job works on it. */
    static Path folder(Job job, Path work) {
        return work.resolve(job.guid() + "-" + job.attempt());
    }

    /** About how long it lasts with the delays of a campaign, in milliseconds. */
    int length() {
        return switch (this) {
            case ENCODING -> 1_000;
            case UPLOADING, PUBLISHING -> 500;
            default -> 60;
        };
    }

    String inWords() {
        return name().toLowerCase(Locale.ROOT);
    }
}
