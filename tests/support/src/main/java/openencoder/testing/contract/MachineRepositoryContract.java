package openencoder.testing.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import openencoder.job.JobId;
import openencoder.machine.Machine;
import openencoder.machine.MachineId;
import openencoder.machine.MachineRepository;
import openencoder.machine.MachineStatus;
import openencoder.testing.Race;
import openencoder.testing.SampleMachines;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What {@link MachineRepository} promises. */
public abstract class MachineRepositoryContract {
    private static final Instant NOW = Instant.parse("2026-01-31T23:59:59.123456789Z");
    private static final YearMonth JANUARY = YearMonth.of(2026, 1);

    /** The same one throughout a test, empty at its beginning. */
    protected abstract MachineRepository machines();

    @Test
    void there_are_none_at_first() {
        assertThat(machines().living()).isEmpty();
        assertThat(machines().receipts(JANUARY)).isEmpty();
        assertThat(machines().find(MachineId.next(NOW))).isEmpty();
    }

    @Test
    void a_machine_is_there_to_be_found() {
        var added = add();

        assertThat(machines().find(added.id())).contains(added);
        assertThat(machines().living()).containsExactly(added);
    }

    @Test
    void no_machine_is_added_twice() {
        var added = add();
        var again = added.withRevision(7);

        assertThatThrownBy(() -> machines().add(again)).isInstanceOf(IllegalStateException.class);
        assertThat(machines().find(added.id())).contains(added);
    }

    @Test
    void machines_are_added_together_if_the_living_allow_it() {
        var first = add();
        var two = List.of(SampleMachines.ordered(NOW), SampleMachines.ordered(NOW));

        assertThat(machines().addIf(living -> living.size() > 1, two)).isFalse();
        assertThat(machines().living()).containsExactly(first);
        assertThat(machines().addIf(living -> living.equals(List.of(first)), two)).isTrue();
        assertThat(machines().living()).hasSize(3).containsAll(two);
    }

    @Test
    void those_who_add_at_once_never_exceed_what_is_allowed() {
        for (var round = 1; round <= 5; round++) {
            var most = round * 3;
            var added =
                    Race.run(
                            6,
                            _ ->
                                    () ->
                                            machines()
                                                    .addIf(
                                                            living -> living.size() + 1 <= most,
                                                            List.of(SampleMachines.ordered(NOW))));

            assertThat(added).filteredOn(won -> won).hasSize(3);
            assertThat(machines().living()).hasSize(most);
        }
    }

    @Test
    void the_living_are_listed_from_the_oldest() {
        var added =
                IntStream.range(0, 30).mapToObj(second -> add(NOW.plusSeconds(second))).toList();

        assertThat(machines().living()).containsExactlyElementsOf(added);
    }

    static Stream<UnaryOperator<Machine>> toEveryState() {
        return SampleMachines.toEveryState(NOW);
    }

    @ParameterizedTest
    @MethodSource("toEveryState")
    void every_state_comes_back_as_it_was_stored(UnaryOperator<Machine> moves) {
        var moved = moves.apply(add());

        var stored = machines().replace(moved);

        assertThat(stored).contains(moved.withRevision(2));
        assertThat(machines().find(moved.id())).isEqualTo(stored);
        assertThat(machines().living()).containsExactly(stored.orElseThrow());
    }

    @Test
    void the_second_of_two_who_move_the_same_machine_is_refused_and_changes_nothing() {
        var machine = add();
        var first = machines().replace(machine.found(SampleMachines.rented(NOW)));

        assertThat(machines().replace(machine.delete(NOW))).isEmpty();
        assertThat(machines().find(machine.id())).isEqualTo(first);
    }

    @Test
    void a_machine_that_never_was_can_neither_be_moved_nor_ended() {
        var unknown = SampleMachines.ordered(NOW);

        assertThat(machines().replace(unknown.delete(NOW))).isEmpty();
        assertThat(machines().end(unknown, unknown.receipt(NOW))).isFalse();
        assertThat(machines().living()).isEmpty();
        assertThat(machines().receipts(JANUARY)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("toEveryState")
    void a_receipt_takes_the_place_of_its_machine(UnaryOperator<Machine> moves) {
        var last = machines().replace(moves.apply(add())).orElseThrow();
        var receipt = last.receipt(NOW);

        assertThat(machines().end(last, receipt)).isTrue();

        assertThat(machines().find(last.id())).isEmpty();
        assertThat(machines().living()).isEmpty();
        assertThat(machines().receipts(JANUARY)).containsExactly(receipt);
    }

    @Test
    void a_machine_that_has_moved_on_is_not_ended() {
        var read = add();
        var moved = machines().replace(read.found(SampleMachines.rented(NOW)));

        assertThat(machines().end(read, read.receipt(NOW))).isFalse();
        assertThat(machines().find(read.id())).isEqualTo(moved);
        assertThat(machines().receipts(JANUARY)).isEmpty();
    }

    @Test
    void receipts_are_filed_under_the_month_in_which_the_machine_ended() {
        var first = end(add(), NOW);
        var second = end(add(), NOW);
        var february = end(add(), NOW.plusSeconds(1));

        assertThat(machines().receipts(JANUARY))
                .containsExactlyInAnyOrder(first.receipt(NOW), second.receipt(NOW));
        assertThat(machines().receipts(JANUARY.plusMonths(1)))
                .containsExactly(february.receipt(NOW.plusSeconds(1)));
    }

    @Test
    void of_two_who_enrol_at_once_one_wins() {
        for (var round = 0; round < 20; round++) {
            var booting = machines().replace(add().found(SampleMachines.rented(NOW))).orElseThrow();

            var stored =
                    Race.run(
                            2, _ -> () -> machines().replace(SampleMachines.working(booting, NOW)));

            assertThat(stored).filteredOn(Optional::isPresent).hasSize(1);
            assertThat(stored).contains(machines().find(booting.id()));
        }
    }

    @Test
    void of_a_beat_and_a_deletion_at_once_one_wins() {
        for (var round = 0; round < 20; round++) {
            var booting = machines().replace(add().found(SampleMachines.rented(NOW))).orElseThrow();
            var working = machines().replace(SampleMachines.working(booting, NOW)).orElseThrow();
            var moves =
                    List.of(
                            working.heartbeat(Optional.of(new JobId(1)), NOW.plusSeconds(9)),
                            working.delete(NOW));

            var stored = Race.run(2, i -> () -> machines().replace(moves.get(i)));

            assertThat(stored).filteredOn(Optional::isPresent).hasSize(1);
            assertThat(stored).contains(machines().find(working.id()));
        }
    }

    @Test
    void of_a_move_and_an_end_at_once_one_wins() {
        for (var round = 0; round < 20; round++) {
            var machine = machines().replace(add().delete(NOW)).orElseThrow();
            List<Callable<Boolean>> racers =
                    List.of(
                            () -> machines().end(machine, machine.receipt(NOW)),
                            () ->
                                    machines()
                                            .replace(machine.found(SampleMachines.rented(NOW)))
                                            .isPresent());

            var won = Race.run(2, racers::get);

            assertThat(won).containsExactlyInAnyOrder(true, false);
            var left = machines().find(machine.id());
            assertThat(left.isEmpty()).isEqualTo(won.getFirst());
            left.ifPresent(m -> assertThat(m.status()).isEqualTo(MachineStatus.DELETING));
        }
    }

    @Test
    void of_two_who_end_a_machine_at_once_one_writes_the_receipt() {
        for (var round = 0; round < 10; round++) {
            var machine = add();

            var ended =
                    Race.run(
                            2,
                            i ->
                                    () ->
                                            machines()
                                                    .end(
                                                            machine,
                                                            machine.receipt(NOW.minusSeconds(i))));

            assertThat(ended).containsExactlyInAnyOrder(true, false);
        }
        assertThat(machines().receipts(JANUARY)).hasSize(10);
    }

    private Machine add() {
        return add(NOW);
    }

    private Machine add(Instant at) {
        var machine = SampleMachines.ordered(at);
        machines().add(machine);
        return machine;
    }

    private Machine end(Machine machine, Instant at) {
        assertThat(machines().end(machine, machine.receipt(at))).isTrue();
        return machine;
    }
}
