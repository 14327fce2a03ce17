package openencoder.machine;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An instance's id at its provider. Written down, {@link ProviderId#DIGITALOCEAN}'s is the bare
 * text, every other provider's is {@code provider:text}: no two instances share one.
 *
 * @param text as the provider spells it: at most 128 letters, digits and {@code . _ -}
 */
public record InstanceId(ProviderId provider, String text) implements Comparable<InstanceId> {
    private static final Pattern TEXT = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,127}");

    public InstanceId {
        if (!TEXT.matcher(text).matches())
            throw new IllegalArgumentException("not an instance's id: " + text);
    }

    /** Reads what {@link #toString} writes; empty if it is neither form. */
    public static Optional<InstanceId> parse(String written) {
        var colon = written.indexOf(':');
        var provider = colon < 0 ? ProviderId.DIGITALOCEAN.value() : written.substring(0, colon);
        var text = written.substring(colon + 1);
        return ProviderId.isName(provider) && TEXT.matcher(text).matches()
                ? Optional.of(new InstanceId(new ProviderId(provider), text))
                : Optional.empty();
    }

    /** Shorter ids first, so that numbers stand in their order. */
    @Override
    public int compareTo(InstanceId other) {
        var byLength = Integer.compare(text.length(), other.text.length());
        if (byLength != 0) return byLength;
        var byText = text.compareTo(other.text);
        return byText != 0 ? byText : provider.value().compareTo(other.provider.value());
    }

    @Override
    public String toString() {
        return provider.equals(ProviderId.DIGITALOCEAN) ? text : provider + ":" + text;
    }
}
