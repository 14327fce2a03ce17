package openencoder.web.http;

import com.fasterxml.jackson.annotation.JsonInclude;

import openencoder.refusal.Invalid;

import org.springframework.http.HttpStatus;

import java.util.List;
import java.util.Locale;

/**
 * What the caller sees when something is refused or fails: RFC 9457, plus a message for people, a
 * code for programs and the request's id.
 *
 * @param errors every bad field; absent unless there are any
 * @param errorId under which our log has what happened; absent unless it is our fault
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Problem(
        String type,
        String title,
        int status,
        String detail,
        String message,
        String code,
        String requestId,
        List<Invalid.Field> errors,
        String errorId) {
    static Problem of(HttpStatus status, String code, String message, String requestId) {
        return of(status, code, message, requestId, List.of());
    }

    static Problem of(
            HttpStatus status,
            String code,
            String message,
            String requestId,
            List<Invalid.Field> errors) {
        return new Problem(
                "urn:openencoder:problem:" + code.toLowerCase(Locale.ROOT),
                status.getReasonPhrase(),
                status.value(),
                message,
                message,
                code,
                requestId,
                errors,
                "");
    }

    Problem logged(String as) {
        return new Problem(type, title, status, detail, message, code, requestId, errors, as);
    }
}
