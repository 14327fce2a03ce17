package openencoder.cloud.template;

import java.time.Duration;

/**
 * A function that is invoked again and again.
 *
 * @param function its logical id
 * @param name of the event in the template
 */
public record Schedule(String function, String name, Duration every) {}
