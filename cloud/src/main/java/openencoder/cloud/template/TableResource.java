package openencoder.cloud.template;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A DynamoDB table.
 *
 * @param id its logical id
 * @param name what it is called in DynamoDB
 * @param attributes types ({@code S}, {@code N}, {@code B}) of the attributes that keys name
 * @param ttlAttribute the attribute that says when an item may go
 */
public record TableResource(
        String id,
        String name,
        Map<String, String> attributes,
        List<Key> keys,
        List<Index> indexes,
        Optional<String> ttlAttribute) {

    /**
     * @param type {@code HASH} or {@code RANGE}
     */
    public record Key(String attribute, String type) {}

    /**
     * @param projection {@code ALL}, {@code KEYS_ONLY} or {@code INCLUDE}
     * @param included the attributes that INCLUDE adds
     */
    public record Index(String name, List<Key> keys, String projection, List<String> included) {}
}
