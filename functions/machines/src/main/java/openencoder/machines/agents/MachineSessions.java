package openencoder.machines.agents;

import openencoder.machine.Machine;
import openencoder.machine.MachineRepository;
import openencoder.machine.MachineToken;
import openencoder.machine.Session;
import openencoder.refusal.Unauthenticated;

import java.time.InstantSource;
import java.util.Optional;

/** Who calls, of the machines that have enrolled. */
public final class MachineSessions {
    /**
     * @param used the session it called with
     */
    record Caller(Machine machine, Session used) {}

    private final MachineRepository machines;
    private final InstantSource clock;

    MachineSessions(MachineRepository machines, InstantSource clock) {
        this.machines = machines;
        this.clock = clock;
    }

    /**
     * @param bearer the token it called with
     * @throws Unauthenticated {@code machine.session_refused} once the session is over or the
     *     machine is being deleted: its agent is to end itself
     */
    Caller caller(Optional<String> bearer) {
        return bearer.flatMap(MachineToken::parse)
                .flatMap(this::caller)
                .orElseThrow(MachineSessions::refused);
    }

    private Optional<Caller> caller(MachineToken token) {
        return machines.find(token.machine())
                .flatMap(
                        machine ->
                                machine.agent()
                                        .flatMap(agent -> agent.session(token, clock.instant()))
                                        .map(used -> new Caller(machine, used)));
    }

    private static Unauthenticated refused() {
        return new Unauthenticated(
                "machine.session_refused",
                "This session does not count: it is over, or the machine is being deleted.");
    }
}
