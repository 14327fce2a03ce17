package openencoder.machine;

/** A move that a machine's state does not offer. */
public final class IllegalMachineMove extends RuntimeException {
    /**
     * @param move in the passive, such as {@code drained}
     */
    IllegalMachineMove(MachineState from, String move) {
        super("A machine that is %s cannot be %s.".formatted(from.status().wireName(), move));
    }
}
