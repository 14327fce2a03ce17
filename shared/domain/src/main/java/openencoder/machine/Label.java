package openencoder.machine;

/**
 * What an instance bears at its provider, so that its deployment finds it again.
 *
 * @param value empty for a label that is only a key
 */
public record Label(String key, String value) {
    /** {@code key:value}, or the key alone. */
    @Override
    public String toString() {
        return value.isEmpty() ? key : key + ":" + value;
    }
}
