package openencoder.fleet;

import openencoder.machine.MachineId;

import java.util.List;

/**
 * What is to be done now. No machine is in two lists.
 *
 * @param order so many machines
 * @param drain these take no more jobs
 * @param delete these have drained, or can have no job
 * @param replace these are to be deleted because they never enrolled or fell silent; whether others
 *     come in their place is already in {@code order}
 * @param reasons of it all, for the log
 */
public record Decision(
        int order,
        List<MachineId> drain,
        List<MachineId> delete,
        List<MachineId> replace,
        List<String> reasons) {
    public Decision {
        drain = List.copyOf(drain);
        delete = List.copyOf(delete);
        replace = List.copyOf(replace);
        reasons = List.copyOf(reasons);
    }
}
