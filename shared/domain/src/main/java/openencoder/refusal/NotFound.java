package openencoder.refusal;

/** What the request names does not exist. */
public final class NotFound extends Refusal {
    /**
     * @param thing what was looked for, in one word, such as {@code job}
     * @param name its id or name as the caller gave it
     */
    public NotFound(String thing, Object name) {
        super(thing + ".not_found", "There is no %s %s.".formatted(thing, name));
    }
}
