package openencoder.aws.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import openencoder.aws.Fixture;
import openencoder.job.JobId;
import openencoder.job.JobQueue;
import openencoder.testing.contract.JobQueueContract;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

class SqsJobQueueIT extends JobQueueContract {
    private final Fixture aws = new Fixture();
    private final JobQueue queue = aws.queue();

    @AfterEach
    void close() {
        aws.close();
    }

    @Override
    protected JobQueue queue() {
        return queue;
    }

    @Override
    protected void pass(Duration time) {
        // A receive waits for the message that comes back.
    }

    @ParameterizedTest
    @ValueSource(strings = {"hello", "{\"job\":\"x\"}", "{\"job\":0}", "7", "{}"})
    void a_message_that_names_no_job_is_passed_over_and_the_next_one_received(String foreign) {
        sendRaw(foreign);
        queue.send(new JobId(7));

        assertThat(queue.receive(Duration.ofSeconds(5)).orElseThrow().job())
                .isEqualTo(new JobId(7));
    }

    @Test
    void a_message_may_say_more_than_its_job() {
        sendRaw("{ \"sent\": \"today\", \"job\" : 12 }");

        assertThat(queue.receive(Duration.ofSeconds(5)).orElseThrow().job())
                .isEqualTo(new JobId(12));
    }

    @Test
    void a_receiver_that_waits_gets_a_message_as_soon_as_it_is_sent() throws Exception {
        var received = CompletableFuture.supplyAsync(() -> queue.receive(Duration.ofSeconds(20)));
        queue.send(new JobId(7));

        assertThat(received.get(5, TimeUnit.SECONDS)).isPresent();
    }

    @Test
    void an_interrupt_ends_the_wait() throws Exception {
        var ended = new CompletableFuture<Boolean>();
        var receiver =
                Thread.ofPlatform()
                        .start(
                                () -> {
                                    var nothing = queue.receive(Duration.ofSeconds(20)).isEmpty();
                                    ended.complete(
                                            nothing && Thread.currentThread().isInterrupted());
                                });
        assertThat(aws.calls().names()).hasSizeLessThanOrEqualTo(1);
        receiver.interrupt();

        assertThat(ended.get(2, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void a_queue_that_is_not_there_is_a_fault_not_silence() {
        var elsewhere =
                new SqsJobQueue(aws.clients(), aws.environment().get("JOBS_QUEUE_URL") + "-not");

        assertThatThrownBy(() -> elsewhere.receive(Duration.ZERO))
                .isInstanceOf(QueueDoesNotExistException.class);
    }

    @Test
    void each_act_is_one_call() {
        queue.send(new JobId(7));
        var delivery = queue.receive(Duration.ZERO).orElseThrow();
        queue.extend(delivery, Duration.ofSeconds(30));
        queue.delete(delivery);

        assertThat(aws.calls().names())
                .containsExactly(
                        "SendMessage",
                        "ReceiveMessage",
                        "ChangeMessageVisibility",
                        "DeleteMessage");
    }

    private void sendRaw(String body) {
        aws.clients()
                .sqs()
                .sendMessage(
                        b -> b.queueUrl(aws.environment().get("JOBS_QUEUE_URL")).messageBody(body));
    }
}
