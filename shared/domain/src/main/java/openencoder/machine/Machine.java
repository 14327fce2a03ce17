package openencoder.machine;

import openencoder.job.JobId;

import java.time.Instant;
import java.util.Optional;

/**
 * A rented machine, from before its order to its receipt. Its moves are pure; {@link
 * MachineRepository#replace} makes one true, unless another writer moved the machine on meanwhile.
 *
 * @param name by which the provider's instance is found again
 * @param ordered when, by our clock
 * @param revision raised by each stored change; what a conditional write checks
 */
public record Machine(
        MachineId id,
        String name,
        MachineSpec spec,
        MachineState state,
        Instant ordered,
        long revision) {
    /**
     * @param enrolment of the token that the machine will be booted with
     */
    public static Machine ordered(
            MachineId id, String name, MachineSpec spec, Enrolment enrolment, Instant now) {
        return new Machine(id, name, spec, new MachineState.Ordered(enrolment), now, 1);
    }

    public MachineStatus status() {
        return state.status();
    }

    /** What is paid for; empty as long as the provider has not told. */
    public Optional<Rental> rent() {
        return state.rent();
    }

    /** Its agent, once it has enrolled and until it is being deleted. */
    public Optional<AgentStatus> agent() {
        return state instanceof MachineState.Enrolled enrolled
                ? Optional.of(enrolled.agent())
                : Optional.empty();
    }

    /** The provider told what the order came to. */
    public Machine found(Rental rented) {
        return switch (state) {
            case MachineState.Ordered awaited -> with(awaited.boot(rented));
            case MachineState.Deleting deleting when deleting.rent().isEmpty() ->
                    with(deleting.found(rented));
            default -> throw new IllegalMachineMove(state, "found");
        };
    }

    /** The provider refused. */
    public Machine fail(String reason) {
        if (!(state instanceof MachineState.Ordered awaited))
            throw new IllegalMachineMove(state, "refused");
        return with(awaited.fail(reason));
    }

    /** Whether the token is the one it was booted with, unused and still good. */
    public boolean admits(MachineToken enrolment, Instant now) {
        return state instanceof MachineState.Unenrolled waiting
                && waiting.enrolment().admits(enrolment, now);
    }

    /**
     * Uses the enrolment up.
     *
     * @param address from which it called
     */
    public Machine enrol(String address, Session first, Instant now) {
        if (!(state instanceof MachineState.Booting booting))
            throw new IllegalMachineMove(state, "enrolled");
        return with(booting.enrol(address, first, now));
    }

    /**
     * @param job that its agent works on
     */
    public Machine heartbeat(Optional<JobId> job, Instant now) {
        var enrolled = enrolled("seen");
        return with(enrolled.with(enrolled.agent().heartbeat(job, now)));
    }

    /**
     * @param used to call with; stays good until {@code next} is replaced
     */
    public Machine renew(Session used, Session next) {
        var enrolled = enrolled("given a session");
        return with(enrolled.with(enrolled.agent().renew(used, next)));
    }

    public Machine drain(Instant now) {
        if (!(state instanceof MachineState.Working working))
            throw new IllegalMachineMove(state, "told to drain");
        return with(working.drain(now));
    }

    /** Its agent says that it has no job and takes none. */
    public Machine drained() {
        if (!(state instanceof MachineState.Draining draining))
            throw new IllegalMachineMove(state, "drained");
        return with(draining.drained());
    }

    /** From now on it is refused everything. */
    public Machine delete(Instant now) {
        if (!(state instanceof MachineState.Living living))
            throw new IllegalMachineMove(state, "deleted");
        return with(living.delete(now));
    }

    /** The end, from any state: the provider does not know it, as of now. */
    public Receipt receipt(Instant now) {
        var bill = rent().map(rented -> Receipt.Bill.of(rented, now));
        var failure =
                state instanceof MachineState.Failed(var reason)
                        ? Optional.of(reason)
                        : Optional.<String>empty();
        return new Receipt(id, name, spec, bill, failure, now);
    }

    public Machine withRevision(long stored) {
        return new Machine(id, name, spec, state, ordered, stored);
    }

    private MachineState.Enrolled enrolled(String move) {
        if (state instanceof MachineState.Enrolled enrolled) return enrolled;
        throw new IllegalMachineMove(state, move);
    }

    private Machine with(MachineState next) {
        return new Machine(id, name, spec, next, ordered, revision);
    }
}
