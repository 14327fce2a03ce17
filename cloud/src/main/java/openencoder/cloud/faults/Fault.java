package openencoder.cloud.faults;

/** What can happen to a call. */
public enum Fault {
    /** Reaches the server late. */
    DELAY,
    /** Never reaches the server, and the caller hears nothing until it gives up. */
    DROP,
    /** Reaches the server twice; the caller gets the second answer. */
    DUPLICATE,
    /** Never reaches the server; the caller's connection is reset. */
    RESET,
    /** Is carried out, but the connection is reset in the middle of the answer. */
    CUT,
    /** Is refused with AWS's 500 of the service. */
    ERROR,
    /** Is refused with AWS's 503 of the service. */
    UNAVAILABLE,
    /** Is answered with 200 and, in the body, an error, as S3 may end a multipart upload. */
    ERROR_IN_200,
    /** Is refused because there were too many, in the words of the service. */
    THROTTLE
}
