package openencoder.worker.control;

import openencoder.aws.client.SessionKeys;

import java.time.Duration;
import java.util.Map;

/**
 * What a machine is told when it is let in.
 *
 * @param machine its id, 20 characters
 * @param beat how often it says that it is alive
 * @param queue keys for receiving and deleting messages, and for nothing else
 * @param settings as if they were variables of its environment
 */
public record Enrolled(
        String machine,
        String name,
        Session session,
        Duration beat,
        SessionKeys queue,
        Map<String, String> settings) {

    Enrolled with(Session nextSession, SessionKeys nextQueue) {
        return new Enrolled(machine, name, nextSession, beat, nextQueue, settings);
    }
}
