package openencoder.local.stack;

/**
 * How badly AWS is to behave.
 *
 * @param percent of all calls that go wrong, 0 to 100
 * @param seed the same one breaks the same calls, if they come in the same order
 */
public record Faults(double percent, long seed) {
    public static final Faults NONE = new Faults(0, 0);

    public boolean areMade() {
        return percent > 0;
    }
}
