package openencoder.local.lambda;

/**
 * What a function told the Runtime API instead of an answer.
 *
 * @param type such as {@code java.lang.IllegalStateException}
 */
record FunctionError(String type, String message) {
    @Override
    public String toString() {
        return message.isEmpty() ? type : type + ": " + message;
    }
}
