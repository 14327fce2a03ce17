package openencoder.local.lambda;

/** How an invocation ended, as the function told it. */
sealed interface InvocationResult {

    /**
     * @param response JSON
     */
    record Answered(byte[] response) implements InvocationResult {}

    record Failed(FunctionError error) implements InvocationResult {}
}
