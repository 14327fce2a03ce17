package openencoder.encoding.allowed;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** Why what people try most is not allowed. */
final class Reasons {
    private final Map<String, String> byName = new HashMap<>();

    /** These have this reason, too; blanks between the names. */
    Reasons why(String reason, String names) {
        Arrays.stream(names.split(" ")).forEach(name -> byName.put(name, reason));
        return this;
    }

    boolean has(String name) {
        return byName.containsKey(name);
    }

    String of(String name, String otherwise) {
        return byName.getOrDefault(name, otherwise);
    }
}
