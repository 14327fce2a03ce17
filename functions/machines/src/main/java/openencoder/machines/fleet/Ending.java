package openencoder.machines.fleet;

import openencoder.machine.Machine;
import openencoder.machine.MachineId;
import openencoder.machine.MachineRepository;
import openencoder.machine.ProviderFailure;

import java.time.InstantSource;

/** Ends machines as they were seen. */
record Ending(MachineRepository machines, EndMachine endMachine, InstantSource clock) {
    /**
     * Leaves a machine alone that another request has moved on since.
     *
     * @return whether the machine was still as seen, and is now being deleted or gone
     */
    boolean end(Machine seen) {
        if (machines.replace(seen.delete(clock.instant())).isEmpty()) return false;
        goOn(seen.id());
        return true;
    }

    /** It is being deleted already. */
    void goOn(MachineId id) {
        try {
            endMachine.end(id);
        } catch (ProviderFailure failure) {
            if (failure.kind() != ProviderFailure.Kind.UNANSWERED) throw failure;
            // It may be gone: unless we look now, its receipt runs on until the next pass.
            endMachine.end(id);
        }
    }
}
