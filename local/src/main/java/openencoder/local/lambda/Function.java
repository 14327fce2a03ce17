package openencoder.local.lambda;

/** Answers events as a Lambda function does. */
@FunctionalInterface
public interface Function {
    /**
     * @param requestId what Lambda would call this invocation
     * @param event JSON
     * @return JSON
     * @throws InvocationException if there is no answer
     */
    byte[] invoke(String requestId, byte[] event);
}
