package openencoder.machine;

import java.util.Locale;

/** What ordered a machine; the fleet deletes only its own. */
public enum Origin {
    MANUAL,
    FLEET;

    /** As the API spells it, such as {@code manual}. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
