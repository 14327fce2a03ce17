package openencoder.consistency;

import java.util.regex.Pattern;

/**
 * An action on a resource, used or allowed.
 *
 * @param action as IAM spells it, such as {@code dynamodb:PutItem}
 * @param resource by logical id, such as {@code JobsTable}, {@code JobsTable/index/due} or {@code
 *     SourceBucket/uploads/*}
 */
record Permission(String action, String resource) implements Comparable<Permission> {

    /** Whether an allowed one covers a used one. */
    boolean covers(Permission used) {
        return matches(action, used.action) && matches(resource, used.resource);
    }

    private static boolean matches(String pattern, String text) {
        var literals = pattern.split("\\*", -1);
        for (var i = 0; i < literals.length; i++) literals[i] = Pattern.quote(literals[i]);
        return Pattern.matches(String.join(".*", literals), text);
    }

    @Override
    public int compareTo(Permission other) {
        return toString().compareTo(other.toString());
    }

    @Override
    public String toString() {
        return action + " on " + resource;
    }
}
