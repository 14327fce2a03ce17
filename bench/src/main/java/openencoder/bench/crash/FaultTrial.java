package openencoder.bench.crash;

import java.util.List;

/**
 * What became of one job.
 *
 * @param folder the prefix it publishes under
 * @param status at the end, by its wire name
 * @param landings the blows it got
 * @param faults what was seen to be wrong on the way
 */
record FaultTrial(
        long job,
        Film film,
        String folder,
        String status,
        List<Injection> landings,
        List<String> faults) {

    /** Whether the job was to be over without any output. */
    boolean isCancelled() {
        return landings.stream()
                .anyMatch(
                        l ->
                                l.blow() == WorkerFault.CANCEL
                                        && l.stage().compareTo(JobStage.PUBLISHING) < 0);
    }
}
