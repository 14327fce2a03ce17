package openencoder.cloud.iam.request;

import java.util.Map;
import java.util.Optional;

/** The attribute that parts a table's rows, and each index's. */
public record TableKeys(String hash, Map<String, String> indexes) {

    /** Finds them by a table's name; empty where there is no such table. */
    @FunctionalInterface
    public interface Lookup {
        Optional<TableKeys> of(String table);
    }
}
