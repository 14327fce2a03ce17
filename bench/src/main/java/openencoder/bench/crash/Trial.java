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
record Trial(
        long job,
        Film film,
        String folder,
        String status,
        List<Landing> landings,
        List<String> faults) {

    /** Whether the job was to be over without any output. */
    boolean isCancelled() {
        return landings.stream()
                .anyMatch(
                        l -> l.blow() == Blow.CANCEL && l.stage().compareTo(Stage.PUBLISHING) < 0);
    }
}
