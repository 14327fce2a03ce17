package openencoder.cloud.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

class LocalQueueIT {

    @TempDir Path folder;

    @Test
    void a_message_in_hand_comes_back_after_a_restart_and_goes_to_the_dead_letters_in_the_end() {
        try (var queue = LocalQueue.in(folder);
                var sqs = Clients.sqs(queue.endpoint())) {
            var url = createQueues(sqs);
            sqs.sendMessage(m -> m.queueUrl(url).messageBody("film 1"));
            sqs.sendMessage(m -> m.queueUrl(url).messageBody("film 2").delaySeconds(900));
            var message = receive(sqs, url).getFirst();
            assertThat(receiveCount(message)).isOne();
            hide(sqs, url, message, 900);
        }
        try (var queue = LocalQueue.in(folder);
                var sqs = Clients.sqs(queue.endpoint())) {
            var url = sqs.getQueueUrl(q -> q.queueName("jobs")).queueUrl();
            assertThat(receive(sqs, url)).as("hidden and delayed").isEmpty();
            assertThat(
                            waiting(
                                    sqs,
                                    url,
                                    QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE))
                    .isOne();
            assertThat(waiting(sqs, url, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED))
                    .isOne();
            assertThat(attributes(sqs, url).get(QueueAttributeName.VISIBILITY_TIMEOUT))
                    .isEqualTo("60");
        }
    }

    @Test
    void the_third_receive_is_the_last_and_the_dead_letter_survives_a_restart() {
        try (var queue = LocalQueue.in(folder);
                var sqs = Clients.sqs(queue.endpoint())) {
            var url = createQueues(sqs);
            sqs.sendMessage(m -> m.queueUrl(url).messageBody("film 1"));
            for (int receive = 1; receive <= 3; receive++)
                hide(sqs, url, receive(sqs, url).getFirst(), 0);
            assertThat(receive(sqs, url)).isEmpty();
        }
        try (var queue = LocalQueue.in(folder);
                var sqs = Clients.sqs(queue.endpoint())) {
            var dead = sqs.getQueueUrl(q -> q.queueName("dead")).queueUrl();
            assertThat(receive(sqs, dead)).singleElement().returns("film 1", Message::body);
        }
    }

    @Test
    void creating_the_same_queue_again_changes_nothing() {
        try (var queue = LocalQueue.inMemory();
                var sqs = Clients.sqs(queue.endpoint())) {
            assertThat(createQueues(sqs)).isEqualTo(createQueues(sqs));
        }
    }

    @Test
    void closing_does_not_wait_for_those_who_wait_for_messages() throws Exception {
        try (var queue = LocalQueue.inMemory();
                var sqs = Clients.sqs(queue.endpoint())) {
            var url = createQueues(sqs);
            var waiting =
                    Thread.ofVirtual()
                            .start(
                                    () ->
                                            assertThatThrownBy(() -> receive(sqs, url, 20))
                                                    .isInstanceOf(SdkException.class));
            receive(sqs, url);
            assertThat(waiting.isAlive()).isTrue();
            long before = System.nanoTime();
            queue.close();
            assertThat(Duration.ofNanos(System.nanoTime() - before))
                    .isLessThan(Duration.ofSeconds(3));
        }
    }

    private static String createQueues(SqsClient sqs) {
        var dead = sqs.createQueue(q -> q.queueName("dead")).queueUrl();
        var arn = attributes(sqs, dead).get(QueueAttributeName.QUEUE_ARN);
        return sqs.createQueue(
                        q ->
                                q.queueName("jobs")
                                        .attributes(
                                                Map.of(
                                                        QueueAttributeName.VISIBILITY_TIMEOUT,
                                                        "60",
                                                        QueueAttributeName.REDRIVE_POLICY,
                                                        """
                                                        {"deadLetterTargetArn":"%s","maxReceiveCount":3}\
                                                        """
                                                                .formatted(arn))))
                .queueUrl();
    }

    private static List<Message> receive(SqsClient sqs, String url) {
        return receive(sqs, url, 1);
    }

    private static List<Message> receive(SqsClient sqs, String url, int waitSeconds) {
        return sqs.receiveMessage(
                        r ->
                                r.queueUrl(url)
                                        .waitTimeSeconds(waitSeconds)
                                        .messageSystemAttributeNames(
                                                MessageSystemAttributeName
                                                        .APPROXIMATE_RECEIVE_COUNT))
                .messages();
    }

    private static void hide(SqsClient sqs, String url, Message message, int seconds) {
        sqs.changeMessageVisibility(
                v ->
                        v.queueUrl(url)
                                .receiptHandle(message.receiptHandle())
                                .visibilityTimeout(seconds));
    }

    private static int receiveCount(Message message) {
        return Integer.parseInt(
                message.attributes().get(MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT));
    }

    private static int waiting(SqsClient sqs, String url, QueueAttributeName which) {
        return Integer.parseInt(attributes(sqs, url).get(which));
    }

    private static Map<QueueAttributeName, String> attributes(SqsClient sqs, String url) {
        return sqs.getQueueAttributes(a -> a.queueUrl(url).attributeNames(QueueAttributeName.ALL))
                .attributes();
    }
}
