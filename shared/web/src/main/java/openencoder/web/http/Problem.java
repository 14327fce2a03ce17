package openencoder.web.http;

import com.fasterxml.jackson.annotation.JsonInclude;

import openencoder.refusal.Conflict;
import openencoder.refusal.Forbidden;
import openencoder.refusal.Invalid;
import openencoder.refusal.Malformed;
import openencoder.refusal.NotFound;
import openencoder.refusal.Refusal;
import openencoder.refusal.TooLarge;
import openencoder.refusal.TooMany;
import openencoder.refusal.Unauthenticated;
import openencoder.refusal.Unavailable;
import openencoder.refusal.UnsupportedType;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/**
 * What the caller sees when something is refused or fails: RFC 9457, plus a message for people, a
 * code for programs and the request's id.
 *
 * @param errors every bad field; absent unless there are any
 * @param errorId under which our log has what happened; absent unless it is our fault
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
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
    private static final Logger log = LoggerFactory.getLogger(Problem.class);
    private static final Map<String, String> SOON = Map.of("Retry-After", "5");
    public static final String CONTENT_TYPE = "application/problem+json";

    public static Answer answer(RuntimeException failure, String requestId, Outages outages) {
        if (failure instanceof Refusal refusal) return refused(refusal, requestId);
        return outages.include(failure) ? outage(failure, requestId) : failed(failure, requestId);
    }

    public static Answer noSuchPath(String path, String requestId) {
        return plain(
                HttpStatus.NOT_FOUND,
                "route.not_found",
                "There is nothing at %s; GET /api lists what there is.".formatted(path),
                requestId);
    }

    public static Answer otherMethod(String method, List<String> allowed, String requestId) {
        var allow = String.join(", ", allowed);
        return plain(
                        HttpStatus.METHOD_NOT_ALLOWED,
                        "route.method_not_allowed",
                        "%s does not work here; use one of %s.".formatted(method, allow),
                        requestId)
                .with("Allow", allow);
    }

    private static Answer refused(Refusal refusal, String requestId) {
        var status = statusOf(refusal);
        var errors = refusal instanceof Invalid invalid ? invalid.fields() : null;
        var problem = of(status, refusal.code(), refusal.getMessage(), requestId, errors, null);
        return new Answer(status.value(), CONTENT_TYPE, problem, headersOf(refusal));
    }

    /** Without any inner text: that is for the log, under the id the caller gets. */
    private static Answer failed(RuntimeException failure, String requestId) {
        var errorId = UUID.randomUUID().toString();
        log.atError()
                .addKeyValue("errorId", errorId)
                .addKeyValue("requestId", requestId)
                .setCause(failure)
                .log("Request failed");
        var status = HttpStatus.INTERNAL_SERVER_ERROR;
        var message =
                "Something went wrong on our side; it is in our log under %s.".formatted(errorId);
        return new Answer(
                status.value(),
                CONTENT_TYPE,
                of(status, "internal.unexpected", message, requestId, null, errorId),
                Map.of());
    }

    /** Not ours, and over soon: the caller is to send the same again. */
    private static Answer outage(RuntimeException failure, String requestId) {
        var errorId = UUID.randomUUID().toString();
        log.atWarn()
                .addKeyValue("errorId", errorId)
                .addKeyValue("requestId", requestId)
                .setCause(failure)
                .log("Request failed for now");
        var status = HttpStatus.SERVICE_UNAVAILABLE;
        var message = "Something that we need does not answer just now; send it again shortly.";
        return new Answer(
                status.value(),
                CONTENT_TYPE,
                of(status, "service.unavailable", message, requestId, null, errorId),
                SOON);
    }

    private static Answer plain(HttpStatus status, String code, String message, String requestId) {
        return new Answer(
                status.value(),
                CONTENT_TYPE,
                of(status, code, message, requestId, null, null),
                Map.of());
    }

    private static Problem of(
            HttpStatus status,
            String code,
            String message,
            String requestId,
            List<Invalid.Field> errors,
            String errorId) {
        return new Problem(
                "urn:openencoder:problem:" + code.toLowerCase(Locale.ROOT),
                status.getReasonPhrase(),
                status.value(),
                message,
                message,
                code,
                requestId,
                errors,
                errorId);
    }

    private static HttpStatus statusOf(Refusal refusal) {
        return switch (refusal) {
            case Malformed _ -> HttpStatus.BAD_REQUEST;
            case Unauthenticated _ -> HttpStatus.UNAUTHORIZED;
            case Forbidden _ -> HttpStatus.FORBIDDEN;
            case NotFound _ -> HttpStatus.NOT_FOUND;
            case Conflict _ -> HttpStatus.CONFLICT;
            case TooLarge _ -> HttpStatus.CONTENT_TOO_LARGE;
            case UnsupportedType _ -> HttpStatus.UNSUPPORTED_MEDIA_TYPE;
            case Invalid _ -> HttpStatus.UNPROCESSABLE_CONTENT;
            case TooMany _ -> HttpStatus.TOO_MANY_REQUESTS;
            case Unavailable _ -> HttpStatus.SERVICE_UNAVAILABLE;
        };
    }

    private static Map<String, String> headersOf(Refusal refusal) {
        return switch (refusal) {
            case Unauthenticated _ -> Map.of("WWW-Authenticate", "Bearer realm=\"open-encoder\"");
            case TooMany tooMany -> Map.of("Retry-After", wholeSeconds(tooMany.retryAfter()));
            case Unavailable _ -> SOON;
            default -> Map.of();
        };
    }

    private static String wholeSeconds(Duration wait) {
        return Long.toString(Math.max(1, wait.plusMillis(999).toSeconds()));
    }
}
