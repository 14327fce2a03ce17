package openencoder.local.runtime;

/** How an invocation ended, as the function told it. */
sealed interface Ending {

    /**
     * @param response JSON
     */
    record Answered(byte[] response) implements Ending {}

    record Failed(FunctionError error) implements Ending {}
}
