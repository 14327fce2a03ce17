package openencoder.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import openencoder.job.JobId;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Currency;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

class MachineMovesTest {
    private static final Instant NOW = Instant.parse("2026-01-02T12:00:00Z");
    private static final MachineId ID = MachineId.next(NOW);
    private static final MachineToken ENROLMENT = MachineToken.next(ID);
    private static final MachineToken FIRST = MachineToken.next(ID);
    private static final InstanceId INSTANCE =
            new InstanceId(ProviderId.DIGITALOCEAN, "3000000000");

    private static final Billing BILLING =
            new Billing(
                    Duration.ofMinutes(1),
                    Duration.ofSeconds(1),
                    new BigDecimal("0.01"),
                    Currency.getInstance("USD"));

    private static final Rental RENTED =
            new Rental(INSTANCE, NOW, Optional.empty(), new BigDecimal("0.00893"));

    /** What can be asked of a machine, whatever its state. */
    enum Move {
        FOUND(machine -> machine.found(RENTED)),
        FAIL(machine -> machine.fail("no such size")),
        ENROL(machine -> machine.enrol("192.0.2.7", Session.of(FIRST, NOW), NOW)),
        BEAT(machine -> machine.heartbeat(Optional.of(new JobId(7)), NOW.plusSeconds(15))),
        RENEW(machine -> machine.renew(Session.of(FIRST, NOW), session(NOW.plusSeconds(600)))),
        DRAIN(machine -> machine.drain(NOW)),
        DRAINED(Machine::drained),
        DELETE(machine -> machine.delete(NOW));

        final UnaryOperator<Machine> on;

        Move(UnaryOperator<Machine> on) {
            this.on = on;
        }
    }

    private static final Map<MachineStatus, Set<Move>> LEGAL = new EnumMap<>(MachineStatus.class);

    static {
        LEGAL.put(MachineStatus.ORDERED, EnumSet.of(Move.FOUND, Move.FAIL, Move.DELETE));
        LEGAL.put(MachineStatus.BOOTING, EnumSet.of(Move.ENROL, Move.DELETE));
        LEGAL.put(
                MachineStatus.WORKING, EnumSet.of(Move.BEAT, Move.RENEW, Move.DRAIN, Move.DELETE));
        LEGAL.put(
                MachineStatus.DRAINING,
                EnumSet.of(Move.BEAT, Move.RENEW, Move.DRAINED, Move.DELETE));
        LEGAL.put(MachineStatus.DRAINED, EnumSet.of(Move.BEAT, Move.RENEW, Move.DELETE));
        LEGAL.put(MachineStatus.DELETING, EnumSet.noneOf(Move.class));
        LEGAL.put(MachineStatus.FAILED, EnumSet.noneOf(Move.class));
    }

    record Case(Machine machine, Move move) {
        boolean isLegal() {
            return LEGAL.get(machine.status()).contains(move);
        }

        @Override
        public String toString() {
            return machine.status().wireName() + " " + move;
        }
    }

    static Stream<Case> everyPair() {
        return everyMachine()
                .flatMap(machine -> Stream.of(Move.values()).map(move -> new Case(machine, move)));
    }

    @ParameterizedTest
    @MethodSource("everyPair")
    void only_the_legal_moves_are_possible_from_each_state(Case pair) {
        if (pair.isLegal()) {
            assertThat(pair.move().on.apply(pair.machine())).isNotEqualTo(pair.machine());
            return;
        }
        assertThatThrownBy(() -> pair.move().on.apply(pair.machine()))
                .isInstanceOf(IllegalMachineMove.class)
                .hasMessageContaining(pair.machine().status().wireName());
    }

    @Test
    void the_table_knows_every_status() {
        assertThat(LEGAL.keySet()).containsExactlyInAnyOrder(MachineStatus.values());
        assertThat(everyMachine().map(Machine::status))
                .containsExactlyInAnyOrder(MachineStatus.values());
    }

    @Test
    void what_an_order_came_to_can_be_learnt_after_its_deletion_began() {
        var deleting = ordered().delete(NOW);

        assertThat(deleting.found(RENTED).rent()).contains(RENTED);
        assertThat(deleting.found(RENTED).status()).isEqualTo(MachineStatus.DELETING);
        assertThatThrownBy(() -> deleting.found(RENTED).found(RENTED))
                .isInstanceOf(IllegalMachineMove.class);
    }

    @Test
    void an_enrolment_is_good_once_for_its_own_token_until_it_expires() {
        var booting = booting();
        var last = NOW.plus(Enrolment.LIFE).minusNanos(1);

        assertThat(booting.admits(ENROLMENT, last)).isTrue();
        assertThat(booting.admits(ENROLMENT, NOW.plus(Enrolment.LIFE))).isFalse();
        assertThat(booting.admits(MachineToken.next(ID), NOW)).isFalse();
        assertThat(working().admits(ENROLMENT, NOW)).isFalse();
        assertThat(booting.delete(NOW).admits(ENROLMENT, NOW)).isFalse();
    }

    @Test
    void an_enrolled_machine_is_where_it_called_from() {
        assertThat(working().rent().flatMap(Rental::address)).contains("192.0.2.7");
    }

    @Test
    void a_session_outlives_the_one_that_replaced_it_unheard_but_not_its_own_end() {
        var agent = working().agent().orElseThrow();
        var used = agent.session(FIRST, NOW).orElseThrow();
        var second = MachineToken.next(ID);
        var third = MachineToken.next(ID);
        var later = NOW.plusSeconds(600);

        var renewed = working().renew(used, Session.of(second, later));
        var again = renewed.renew(used, Session.of(third, later)).agent().orElseThrow();

        assertThat(again.session(FIRST, later)).contains(used);
        assertThat(again.session(second, later)).isEmpty();
        assertThat(again.session(third, later)).isPresent();
        assertThat(again.session(FIRST, NOW.plus(Session.LIFE))).isEmpty();
    }

    @Test
    void a_session_that_was_replaced_twice_is_over() {
        var agent = working().agent().orElseThrow();
        var first = agent.session(FIRST, NOW).orElseThrow();
        var later = NOW.plusSeconds(1);
        var second = session(later);

        var renewed = working().renew(first, second).renew(second, session(later));

        assertThat(renewed.agent().orElseThrow().session(FIRST, later)).isEmpty();
    }

    @Test
    void a_session_ages_in_the_last_third_of_its_life() {
        var session = session(NOW);
        var third = NOW.plus(Session.LIFE).minus(Session.LIFE.dividedBy(3));

        assertThat(session.isAging(third.minusNanos(1))).isFalse();
        assertThat(session.isAging(third)).isTrue();
    }

    @Test
    void a_machine_that_is_being_deleted_has_no_agent_any_more() {
        assertThat(working().delete(NOW).agent()).isEmpty();
    }

    @Test
    void since_when_it_works_or_idles_is_told_by_the_first_beat_that_says_so() {
        var job = Optional.of(new JobId(7));
        var at15 = NOW.plusSeconds(15);
        var at30 = NOW.plusSeconds(30);

        var working = working().heartbeat(job, at15).heartbeat(job, at30).agent().orElseThrow();

        assertThat(working.since()).isEqualTo(at15);
        assertThat(working.lastSeen()).isEqualTo(at30);
        assertThat(working().agent().orElseThrow().since()).isEqualTo(NOW);
    }

    @Test
    void a_receipt_runs_from_the_provider_s_creation_to_the_confirmed_end() {
        var end = NOW.plus(Duration.ofHours(2));
        var receipt = working().delete(NOW.plusSeconds(7_000)).receipt(end);

        assertThat(receipt.bill())
                .contains(new Receipt.Bill(INSTANCE, NOW, end, new BigDecimal("0.00893")));
        assertThat(receipt.cost(BILLING)).isEqualByComparingTo("0.01786");
        assertThat(receipt.failure()).isEmpty();
    }

    @Test
    void what_was_never_rented_costs_nothing_and_says_why() {
        var receipt = ordered().fail("no such size").receipt(NOW);

        assertThat(receipt.cost(BILLING)).isZero();
        assertThat(receipt.failure()).contains("no such size");
    }

    private static Stream<Machine> everyMachine() {
        return Stream.of(
                ordered(),
                booting(),
                working(),
                working().drain(NOW),
                working().drain(NOW).drained(),
                working().delete(NOW),
                ordered().fail("no such size"));
    }

    private static Machine ordered() {
        var spec =
                new MachineSpec(
                        ProviderId.DIGITALOCEAN,
                        "sfo3",
                        "s-1vcpu-1gb",
                        new BigDecimal("0.00893"),
                        Origin.MANUAL);
        return Machine.ordered(ID, "open-encoder-" + ID, spec, Enrolment.of(ENROLMENT, NOW), NOW);
    }

    private static Machine booting() {
        return ordered().found(RENTED);
    }

    private static Machine working() {
        return booting().enrol("192.0.2.7", Session.of(FIRST, NOW), NOW);
    }

    private static Session session(Instant from) {
        return Session.of(MachineToken.next(ID), from);
    }
}
