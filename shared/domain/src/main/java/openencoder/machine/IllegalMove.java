package openencoder.machine;

/** A move that a machine's state does not offer. */
public final class IllegalMove extends RuntimeException {
    /**
     * @param move in the passive, such as {@code drained}
     */
    IllegalMove(MachineState from, String move) {
        super("A machine that is %s cannot be %s.".formatted(from.status().wireName(), move));
    }
}
