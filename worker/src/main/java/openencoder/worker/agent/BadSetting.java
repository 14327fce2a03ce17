package openencoder.worker.agent;

/** A variable that stops the start; the message names it and what would be right. */
public final class BadSetting extends RuntimeException {
    public BadSetting(String name, String value, String right) {
        super("%s is '%s' but must be %s.".formatted(name, value, right));
    }
}
