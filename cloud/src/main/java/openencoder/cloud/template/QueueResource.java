package openencoder.cloud.template;

import java.util.Map;
import java.util.Optional;

/**
 * An SQS queue.
 *
 * @param id its logical id
 * @param name what it is called in SQS
 * @param attributes as CreateQueue takes them, without the redrive policy
 */
public record QueueResource(
        String id, String name, Map<String, String> attributes, Optional<Redrive> redrive) {

    /** Where a message goes that was received too often. */
    public record Redrive(String deadLetterQueueArn, int maxReceiveCount) {}
}
