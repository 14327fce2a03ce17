package openencoder.cloud.template;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/**
 * A Lambda function.
 *
 * @param name its logical id, such as {@code JobsFunction}
 * @param code its zip
 * @param handler the class that handles events, {@code package.Class} or {@code Class::method}
 * @param memory in MiB
 */
public record FunctionResource(
        String name,
        Path code,
        String handler,
        int memory,
        Duration timeout,
        Map<String, String> environment) {}
