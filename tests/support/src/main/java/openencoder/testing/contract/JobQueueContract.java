package openencoder.testing.contract;

import static org.assertj.core.api.Assertions.assertThat;

import openencoder.job.JobId;
import openencoder.job.JobQueue;
import openencoder.job.JobQueue.Delivery;
import openencoder.job.JobQueue.Depth;
import openencoder.testing.Race;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;

/** What {@link JobQueue} promises. */
public abstract class JobQueueContract {
    private static final Duration A_WHILE = Duration.ofSeconds(5);
    private static final JobId JOB = new JobId(7);

    /**
     * The same one throughout a test, empty at its beginning; hides a message for a minute and
     * gives it up after ten deliveries.
     */
    protected abstract JobQueue queue();

    /** Lets time pass, unless {@link JobQueue#receive} waits by itself. */
    protected abstract void pass(Duration time);

    @Test
    void what_is_sent_is_received() {
        queue().send(JOB);

        var delivery = receive();

        assertThat(delivery.job()).isEqualTo(JOB);
        assertThat(delivery.deliveries()).isEqualTo(1);
    }

    @Test
    void an_empty_queue_gives_nothing() {
        assertThat(look()).isEmpty();
    }

    @Test
    void what_one_has_received_is_hidden_from_others() {
        queue().send(JOB);
        receive();

        assertThat(look()).isEmpty();
    }

    @Test
    void what_is_released_comes_again_at_once_and_is_counted() {
        queue().send(JOB);
        queue().release(receive());

        assertThat(receive().deliveries()).isEqualTo(2);
    }

    @Test
    void what_is_extended_stays_hidden_that_long_and_comes_again() {
        queue().send(JOB);
        queue().extend(receive(), Duration.ofSeconds(2));

        assertThat(look()).isEmpty();
        pass(Duration.ofSeconds(2));
        assertThat(receive().deliveries()).isEqualTo(2);
    }

    @Test
    void what_is_deleted_is_gone() {
        queue().send(JOB);
        queue().delete(receive());

        assertThat(queue().depth()).isEqualTo(new Depth(0, 0, 0));
    }

    @Test
    void a_delivery_that_is_over_does_no_harm() {
        queue().send(JOB);
        var first = receive();
        queue().release(first);
        var second = receive();

        queue().extend(first, Duration.ofSeconds(1));
        queue().release(second);
        var third = receive();
        queue().delete(third);
        queue().delete(third);
        queue().release(third);
        queue().extend(third, A_WHILE);

        assertThat(look()).isEmpty();
    }

    @Test
    void sixteen_receivers_share_the_messages() {
        var sent = LongStream.rangeClosed(1, 48).mapToObj(JobId::new).toList();
        sent.forEach(queue()::send);

        var received = Race.run(16, _ -> this::drain).stream().flatMap(List::stream).toList();

        assertThat(received).containsExactlyInAnyOrderElementsOf(sent);
        assertThat(queue().depth()).isEqualTo(new Depth(0, 0, 0));
    }

    @Test
    void the_depth_tells_waiting_from_in_flight() {
        for (var id = 1; id <= 3; id++) queue().send(new JobId(id));
        receive();

        assertThat(queue().depth()).isEqualTo(new Depth(2, 1, 0));
    }

    @Test
    void a_message_no_worker_can_deal_with_is_given_up_after_ten_deliveries() {
        queue().send(JOB);
        for (var delivery = 1; delivery <= 10; delivery++) queue().release(receive());

        assertThat(look()).isEmpty();
        assertThat(queue().depth()).isEqualTo(new Depth(0, 0, 1));
    }

    private Delivery receive() {
        return queue().receive(A_WHILE).orElseThrow();
    }

    private Optional<Delivery> look() {
        return queue().receive(Duration.ZERO);
    }

    private List<JobId> drain() {
        var jobs = new ArrayList<JobId>();
        for (var next = look(); next.isPresent(); next = look()) {
            jobs.add(next.get().job());
            queue().delete(next.get());
        }
        return jobs;
    }
}
