package openencoder.cloud.digitalocean;

/** What a call gets back. */
sealed interface SimulatorAnswer {

    /**
     * @param body to be written as JSON
     */
    record Json(int status, Object body) implements SimulatorAnswer {}

    /** 204. */
    record NoContent() implements SimulatorAnswer {}

    /** The connection closes without a word. */
    record None() implements SimulatorAnswer {}

    static SimulatorAnswer ok(Object body) {
        return new Json(200, body);
    }
}
