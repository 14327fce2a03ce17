package openencoder.machine;

import java.time.Instant;
import java.util.Optional;

/**
 * Where a machine is in its life. A state offers only the moves that are legal from it.
 *
 * <pre>
 * ordered → booting → working → draining → drained
 *    │         any of these → deleting → a receipt
 *    └──► failed
 * </pre>
 */
public sealed interface MachineState {
    MachineStatus status();

    /** What is paid for; empty as long as the provider has not told. */
    Optional<Rental> rent();

    /** May be deleted: everything that is not about to end already. */
    sealed interface Living extends MachineState {
        default Deleting delete(Instant now) {
            return new Deleting(rent(), now);
        }
    }

    /** Its agent has not called yet. */
    sealed interface Unenrolled extends Living {
        Enrolment enrolment();
    }

    /** Its agent calls. */
    sealed interface Enrolled extends Living {
        Rental rented();

        AgentStatus agent();

        /** The same with another agent. */
        Enrolled with(AgentStatus next);

        @Override
        default Optional<Rental> rent() {
            return Optional.of(rented());
        }
    }

    /** The provider was asked, or is about to be; what came of it is not known. */
    record Ordered(Enrolment enrolment) implements Unenrolled {
        @Override
        public MachineStatus status() {
            return MachineStatus.ORDERED;
        }

        @Override
        public Optional<Rental> rent() {
            return Optional.empty();
        }

        public Booting boot(Rental rented) {
            return new Booting(rented, enrolment);
        }

        public Failed fail(String reason) {
            return new Failed(reason);
        }
    }

    record Booting(Rental rented, Enrolment enrolment) implements Unenrolled {
        @Override
        public MachineStatus status() {
            return MachineStatus.BOOTING;
        }

        @Override
        public Optional<Rental> rent() {
            return Optional.of(rented);
        }

        /**
         * @param address from which it called
         */
        public Working enrol(String address, Session first, Instant now) {
            return new Working(rented.at(address), AgentStatus.enrolled(first, now));
        }
    }

    record Working(Rental rented, AgentStatus agent) implements Enrolled {
        @Override
        public MachineStatus status() {
            return MachineStatus.WORKING;
        }

        @Override
        public Working with(AgentStatus next) {
            return new Working(rented, next);
        }

        public Draining drain(Instant now) {
            return new Draining(rented, agent, now);
        }
    }

    /** It finishes its job and takes no other. */
    record Draining(Rental rented, AgentStatus agent, Instant asked) implements Enrolled {
        @Override
        public MachineStatus status() {
            return MachineStatus.DRAINING;
        }

        @Override
        public Draining with(AgentStatus next) {
            return new Draining(rented, next, asked);
        }

        public Drained drained() {
            return new Drained(rented, agent);
        }
    }

    /** It said that it has no job and takes none. */
    record Drained(Rental rented, AgentStatus agent) implements Enrolled {
        @Override
        public MachineStatus status() {
            return MachineStatus.DRAINED;
        }

        @Override
        public Drained with(AgentStatus next) {
            return new Drained(rented, next);
        }
    }

    /**
     * No call from it is answered any more; it is paid for until the provider does not know it.
     *
     * @param rent empty where it is not known what the order came to
     */
    record Deleting(Optional<Rental> rent, Instant since) implements MachineState {
        @Override
        public MachineStatus status() {
            return MachineStatus.DELETING;
        }

        /** The order came to something after all. */
        public Deleting found(Rental rented) {
            return new Deleting(Optional.of(rented), since);
        }
    }

    /**
     * The provider refused to rent it out.
     *
     * @param reason in the provider's words
     */
    record Failed(String reason) implements MachineState {
        @Override
        public MachineStatus status() {
            return MachineStatus.FAILED;
        }

        @Override
        public Optional<Rental> rent() {
            return Optional.empty();
        }
    }
}
