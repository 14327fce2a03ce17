package openencoder.machines.boot;

import openencoder.machine.MachineToken;

import java.net.URI;

/** What a new machine does at its first boot. */
@FunctionalInterface
public interface UserDataFactory {
    /**
     * User data for one machine.
     *
     * @param api our own address
     * @throws openencoder.refusal.Unavailable if a new machine would find nothing to load
     */
    String userData(URI api, MachineToken enrolment);
}
