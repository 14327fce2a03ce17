package openencoder.machines.provider.digitalocean;

import java.util.Map;

/**
 * What {@link ScriptedDigitalOcean} does with a request instead of what it would.
 *
 * @param done whether it is done all the same before the answer goes wrong
 * @param status of the answer; 0 for none
 * @param body of the answer
 * @param headers beside those that every answer has
 * @param end what becomes of the connection
 */
record Reply(boolean done, int status, String body, Map<String, String> headers, End end) {
    enum End {
        KEPT,
        /** In the middle of the body, or before any answer. */
        CUT,
        /** Nothing more comes until the server ends. */
        SILENT
    }

    static Reply of(int status, String body) {
        return new Reply(false, status, body, Map.of(), End.KEPT);
    }

    static Reply error(int status, String id, String message) {
        return of(
                status,
                "{\"id\":\"%s\",\"message\":\"%s\",\"request_id\":\"4d9d8375-3c56-4925\"}"
                        .formatted(id, message));
    }

    static Reply tooMany(Map<String, String> headers) {
        return error(429, "too_many_requests", "API Rate limit exceeded.").with(headers);
    }

    static Reply cut() {
        return new Reply(false, 0, "", Map.of(), End.CUT);
    }

    static Reply silence() {
        return new Reply(false, 0, "", Map.of(), End.SILENT);
    }

    Reply with(Map<String, String> more) {
        return new Reply(done, status, body, more, end);
    }

    Reply cutShort() {
        return new Reply(done, status, body, headers, End.CUT);
    }

    Reply butDone() {
        return new Reply(true, status, body, headers, end);
    }
}
