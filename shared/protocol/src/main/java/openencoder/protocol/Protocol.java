package openencoder.protocol;

/** Where the API takes each request; all are POSTs, all but the first with a session's token. */
public final class Protocol {
    /**
     * Sent with each request in {@link #VERSION_HEADER}; raised when old agents must be refused.
     */
    public static final int VERSION = 1;

    public static final String VERSION_HEADER = "Open-Encoder-Protocol";

    public static final String ENROL = "/api/worker/enrol";
    public static final String HEARTBEAT = "/api/worker/heartbeat";
    public static final String CLAIM = "/api/worker/claims";

    /** With the job's number for {@code {id}}. */
    public static final String RENEW = "/api/worker/claims/{id}/renew";

    private Protocol() {}

    public static String renewOf(long job) {
        return RENEW.replace("{id}", Long.toString(job));
    }
}
