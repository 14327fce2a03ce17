package openencoder.aws.queue;

import openencoder.aws.client.AwsClients;
import openencoder.aws.client.Interruptible;
import openencoder.aws.client.MissingVariable;
import openencoder.aws.client.Timeouts;
import openencoder.job.JobId;
import openencoder.job.JobQueue;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageNotInflightException;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.ReceiptHandleIsInvalidException;
import software.amazon.awssdk.services.sqs.model.SqsException;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/**
 * A queue of messages such as {@code {"job":7}}. A message that names no job is not ours: it is
 * passed over with a warning each time it is delivered, and the queue's redrive policy puts it into
 * the dead-letter queue, where a person can look at it.
 */
public final class SqsJobQueue implements JobQueue {
    private static final Logger log = LoggerFactory.getLogger(SqsJobQueue.class);

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(20);
    private static final Duration LONGEST_HIDDEN = Duration.ofHours(12);
    private static final Pattern BODY =
            Pattern.compile("\\{.*\"job\"\\s*:\\s*([1-9]\\d{0,17})\\b.*}");
    private static final Pattern DEAD_LETTERS =
            Pattern.compile("\"deadLetterTargetArn\"\\s*:\\s*\"([^\"]+)\"");

    private final AwsClients aws;
    private final String url;

    /**
     * @param aws asked for its client when it is used
     */
    public SqsJobQueue(AwsClients aws, String url) {
        this.aws = aws;
        this.url = url;
    }

    /** The queue that {@code JOBS_QUEUE_URL} names. */
    public static SqsJobQueue of(AwsClients aws, Map<String, String> environment) {
        var url = environment.getOrDefault("JOBS_QUEUE_URL", "");
        if (url.isBlank()) throw new MissingVariable("JOBS_QUEUE_URL");
        return new SqsJobQueue(aws, url);
    }

    @Override
    public void send(JobId job) {
        aws.sqs().sendMessage(b -> b.queueUrl(url).messageBody("{\"job\":%s}".formatted(job)));
    }

    @Override
    public Optional<Delivery> receive(Duration wait) {
        var end = System.nanoTime() + wait.toNanos();
        while (true) {
            var left = Duration.ofNanos(Math.max(0, end - System.nanoTime()));
            var received = Interruptible.call(secondsOf(left), this::next);
            if (received.isEmpty()) return Optional.empty();
            var delivery = delivery(received.get());
            if (delivery.isPresent()) return delivery;
        }
    }

    private static int secondsOf(Duration wait) {
        var capped = wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait;
        return (int) capped.plusMillis(999).toSeconds();
    }

    private Optional<Message> next(int seconds) {
        var answer =
                aws.sqs()
                        .receiveMessage(
                                b ->
                                        b.queueUrl(url)
                                                .maxNumberOfMessages(1)
                                                .waitTimeSeconds(seconds)
                                                .overrideConfiguration(
                                                        Timeouts.withPoll(
                                                                Duration.ofSeconds(seconds)))
                                                .messageSystemAttributeNames(
                                                        MessageSystemAttributeName
                                                                .APPROXIMATE_RECEIVE_COUNT));
        return answer.messages().stream().findFirst();
    }

    private static Optional<Delivery> delivery(Message message) {
        var job = jobIn(message.body());
        if (job.isEmpty()) {
            log.atWarn()
                    .addKeyValue("messageId", message.messageId())
                    .log("Message that names no job passed over");
            return Optional.empty();
        }
        var deliveries =
                message.attributes()
                        .getOrDefault(MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT, "1");
        return Optional.of(
                new Delivery(
                        new JobId(job.getAsLong()),
                        message.receiptHandle(),
                        Integer.parseInt(deliveries)));
    }

    static OptionalLong jobIn(String body) {
        var matcher = BODY.matcher(body.strip());
        return matcher.matches()
                ? OptionalLong.of(Long.parseLong(matcher.group(1)))
                : OptionalLong.empty();
    }

    @Override
    public void extend(Delivery delivery, Duration hidden) {
        if (hidden.isNegative() || hidden.compareTo(LONGEST_HIDDEN) > 0)
            throw new IllegalArgumentException("A message is hidden for 0 to 12 h: " + hidden);
        var seconds = (int) hidden.plusMillis(999).toSeconds();
        unlessOver(
                () ->
                        aws.sqs()
                                .changeMessageVisibility(
                                        b ->
                                                b.queueUrl(url)
                                                        .receiptHandle(delivery.handle())
                                                        .visibilityTimeout(seconds)));
    }

    @Override
    public void release(Delivery delivery) {
        extend(delivery, Duration.ZERO);
    }

    @Override
    public void delete(Delivery delivery) {
        unlessOver(
                () ->
                        aws.sqs()
                                .deleteMessage(
                                        b -> b.queueUrl(url).receiptHandle(delivery.handle())));
    }

    // A delivery is over once its message was deleted, delivered again, or held for 12 hours.
    private static void unlessOver(Runnable call) {
        try {
            call.run();
        } catch (ReceiptHandleIsInvalidException | MessageNotInflightException over) {
            log.atDebug().log("Delivery was over already");
        } catch (SqsException refused) {
            if (!isAboutTheHandle(refused)) throw refused;
            log.atDebug().log("Delivery was over already");
        }
    }

    // "Value … for parameter ReceiptHandle is invalid. Reason: The receipt handle has expired" and
    // "Total VisibilityTimeout for the message is beyond the limit" have no type of their own.
    private static boolean isAboutTheHandle(SqsException refused) {
        var code = refused.awsErrorDetails() == null ? "" : refused.awsErrorDetails().errorCode();
        return "InvalidParameterValue".equals(code) || "ReceiptHandleIsInvalid".equals(code);
    }

    @Override
    public Depth depth() {
        var attributes =
                attributes(
                        url,
                        QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES,
                        QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE,
                        QueueAttributeName.REDRIVE_POLICY);
        return new Depth(
                count(attributes, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES),
                count(attributes, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE),
                dead(attributes.getOrDefault(QueueAttributeName.REDRIVE_POLICY, "")));
    }

    // A dead-letter queue is always in its queue's own account and region.
    private long dead(String redrivePolicy) {
        var arn = DEAD_LETTERS.matcher(redrivePolicy);
        if (!arn.find()) return 0;
        var name = arn.group(1).substring(arn.group(1).lastIndexOf(':') + 1);
        var deadLetters = url.substring(0, url.lastIndexOf('/') + 1) + name;
        var waiting = QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES;
        return count(attributes(deadLetters, waiting), waiting);
    }

    private Map<QueueAttributeName, String> attributes(String queue, QueueAttributeName... names) {
        return aws.sqs()
                .getQueueAttributes(b -> b.queueUrl(queue).attributeNames(names))
                .attributes();
    }

    private static long count(
            Map<QueueAttributeName, String> attributes, QueueAttributeName attribute) {
        return Long.parseLong(attributes.getOrDefault(attribute, "0"));
    }
}
