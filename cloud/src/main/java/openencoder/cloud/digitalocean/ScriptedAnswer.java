package openencoder.cloud.digitalocean;

import java.util.Map;

/**
 * What a call gets instead of the simulator's own answer.
 *
 * @param carriedOut whether the call has its effect all the same
 * @param status 0 for none: the connection closes without an answer
 * @param ending what becomes of the connection
 */
public record ScriptedAnswer(
        boolean carriedOut, int status, String body, Map<String, String> headers, Ending ending) {

    /** What follows the body. */
    public enum Ending {
        COMPLETE,
        /** The connection closes before the length that was announced. */
        CUT,
        /** No byte is sent until the simulator closes. */
        SILENT
    }

    public static ScriptedAnswer of(int status, String body) {
        return new ScriptedAnswer(false, status, body, Map.of(), Ending.COMPLETE);
    }

    public static ScriptedAnswer disconnect() {
        return of(0, "");
    }

    public static ScriptedAnswer silence() {
        return new ScriptedAnswer(false, 0, "", Map.of(), Ending.SILENT);
    }

    public ScriptedAnswer withHeaders(Map<String, String> other) {
        return new ScriptedAnswer(carriedOut, status, body, other, ending);
    }

    public ScriptedAnswer cut() {
        return new ScriptedAnswer(carriedOut, status, body, headers, Ending.CUT);
    }

    public ScriptedAnswer afterCarryingOut() {
        return new ScriptedAnswer(true, status, body, headers, ending);
    }
}
