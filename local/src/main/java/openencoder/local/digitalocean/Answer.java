package openencoder.local.digitalocean;

/** What a call gets back. */
sealed interface Answer {

    /**
     * @param body to be written as JSON
     */
    record Json(int status, Object body) implements Answer {}

    /** 204. */
    record NoContent() implements Answer {}

    /** The connection closes without a word. */
    record None() implements Answer {}

    static Answer ok(Object body) {
        return new Json(200, body);
    }
}
