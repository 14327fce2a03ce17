package openencoder.cloud.template;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What references stand for on this machine.
 *
 * @param values by what is written after {@code !Ref} ({@code JobsTable}) or {@code !GetAtt}
 *     ({@code JobsQueue.Arn}); a parameter named here overrides its default
 */
public record LocalValues(Map<String, String> values) {

    public static final LocalValues NONE = new LocalValues(Map.of());

    public LocalValues {
        values = Map.copyOf(values);
    }

    public LocalValues with(String reference, String value) {
        var more = new HashMap<>(values);
        more.put(reference, value);
        return new LocalValues(more);
    }

    Optional<String> find(String reference) {
        return Optional.ofNullable(values.get(reference));
    }
}
