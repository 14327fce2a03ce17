package openencoder.sweeper;

/**
 * What one sweep did and saw.
 *
 * @param sent messages sent again
 * @param takenBack jobs taken from workers that let their lease run out
 * @param givenUp jobs ended with an error because no worker could take them
 * @param removed staged files and unfinished uploads removed
 * @param stuck jobs that wait for a sweep since more than ten minutes, so that earlier sweeps must
 *     have failed
 */
public record Swept(int sent, int takenBack, int givenUp, int removed, int stuck) {
    static final Swept NOTHING = new Swept(0, 0, 0, 0, 0);
    static final Swept SENT = new Swept(1, 0, 0, 0, 0);
    static final Swept TAKEN_BACK = new Swept(1, 1, 0, 0, 0);
    static final Swept GIVEN_UP = new Swept(0, 0, 1, 0, 0);
    static final Swept STUCK = new Swept(0, 0, 0, 0, 1);

    static Swept removed(int count) {
        return new Swept(0, 0, 0, count, 0);
    }

    Swept plus(Swept other) {
        return new Swept(
                sent + other.sent,
                takenBack + other.takenBack,
                givenUp + other.givenUp,
                removed + other.removed,
                stuck + other.stuck);
    }

    /** The answer of the function. */
    String json() {
        return "{\"sent\":%d,\"taken_back\":%d,\"given_up\":%d,\"removed\":%d,\"stuck\":%d}"
                .formatted(sent, takenBack, givenUp, removed, stuck);
    }

    /**
     * A line in CloudWatch's embedded metric format: whoever prints it in a function has the
     * figures as metrics, which alarms watch.
     *
     * @param at in milliseconds since 1970
     * @see <a
     *     href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html">the
     *     format</a>
     */
    String metrics(String function, long at) {
        return """
        {"_aws":{"Timestamp":%d,"CloudWatchMetrics":[{"Namespace":"OpenEncoder",\
        "Dimensions":[["FunctionName"]],"Metrics":[{"Name":"MessagesSentAgain"},\
        {"Name":"JobsTakenBack"},{"Name":"JobsGivenUp"},{"Name":"LeftoversRemoved"},\
        {"Name":"JobsStuck"}]}]},"FunctionName":"%s","MessagesSentAgain":%d,\
        "JobsTakenBack":%d,"JobsGivenUp":%d,"LeftoversRemoved":%d,"JobsStuck":%d}\
        """
                .formatted(at, function, sent, takenBack, givenUp, removed, stuck);
    }
}
