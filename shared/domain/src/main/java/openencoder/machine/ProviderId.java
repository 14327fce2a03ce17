package openencoder.machine;

import java.util.regex.Pattern;

/** A provider's name, such as {@code digitalocean}: lower-case letters, digits and hyphens. */
public record ProviderId(String value) {
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,31}");

    /** The first one: rows from before there were several, and ids that name no other, are its. */
    public static final ProviderId DIGITALOCEAN = new ProviderId("digitalocean");

    public ProviderId {
        if (!isName(value)) throw new IllegalArgumentException("not a provider's name: " + value);
    }

    public static boolean isName(String text) {
        return NAME.matcher(text).matches();
    }

    @Override
    public String toString() {
        return value;
    }
}
