package openencoder.media;

import java.util.Locale;
import java.util.Optional;

/** What a job may replace where its outputs go. */
public enum IfExists {
    /** What earlier jobs of the same account made. */
    OWN,
    /** Whatever is there. */
    REPLACE,
    /** Nothing but what it made itself. */
    FAIL;

    /** As the API spells it, such as {@code own}. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<IfExists> ofWireName(String name) {
        for (var rule : values()) if (rule.wireName().equals(name)) return Optional.of(rule);
        return Optional.empty();
    }
}
