package openencoder.web.http;

import com.amazonaws.serverless.exceptions.InvalidRequestEventException;

import jakarta.servlet.ServletException;

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
import org.springframework.http.MediaType;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.servlet.NoHandlerFoundException;
import org.springframework.web.servlet.function.HandlerFilterFunction;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

import tools.jackson.core.JacksonException;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Turns whatever went wrong into a {@link Problem}, and logs what is our fault. */
public final class Problems {
    private static final Logger log = LoggerFactory.getLogger(Problems.class);
    private static final Map<String, String> SOON = Map.of("Retry-After", "5");

    /**
     * @param headers beside the content type
     */
    public record Answer(Problem problem, Map<String, String> headers) {
        ServerResponse response() {
            return ServerResponse.status(problem.status())
                    .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                    .headers(all -> all.setAll(headers))
                    .body(problem);
        }
    }

    private final Outages outages;

    public Problems(Outages outages) {
        this.outages = outages;
    }

    public HandlerFilterFunction<ServerResponse, ServerResponse> filter() {
        return HandlerFilterFunction.ofErrorHandler(_ -> true, this::response);
    }

    private ServerResponse response(Throwable failure, ServerRequest request) {
        var answer = answer(failure, EventContext.id(request.servletRequest())).response();
        return request.method().name().equals("HEAD") ? AllowedMethods.withoutBody(answer) : answer;
    }

    /**
     * For a request that no handler got: its URL or a header is broken, or the container is.
     *
     * @return with all the headers that every answer has
     */
    public static Answer unreadable(Throwable failure, Optional<String> requestId) {
        var cause = failure instanceof ServletException wrapped ? wrapped.getCause() : failure;
        var refused =
                cause instanceof IllegalArgumentException
                                || cause instanceof InvalidRequestEventException
                                || cause instanceof JacksonException
                        ? new Malformed("request.malformed", "The URL or a header cannot be read.")
                        : new IllegalStateException(failure);
        var id = requestId.orElseGet(() -> UUID.randomUUID().toString());
        var answer = new Problems(_ -> false).answer(refused, id);
        var headers = new HashMap<>(ResponseHeaders.SECURITY);
        headers.putAll(answer.headers());
        headers.put("X-Request-Id", id);
        return new Answer(answer.problem(), headers);
    }

    private Answer answer(Throwable failure, String requestId) {
        return switch (failure) {
            case Refusal refusal -> refused(refusal, requestId);
            case NoHandlerFoundException none -> noSuchPath(none.getRequestURL(), requestId);
            case HttpRequestMethodNotSupportedException other -> otherMethod(other, requestId);
            case RuntimeException passing when outages.include(passing) ->
                    outage(passing, requestId);
            default -> failed(failure, requestId);
        };
    }

    private static Answer refused(Refusal refusal, String requestId) {
        var errors =
                refusal instanceof Invalid invalid ? invalid.fields() : List.<Invalid.Field>of();
        return new Answer(
                Problem.of(
                        statusOf(refusal), refusal.code(), refusal.getMessage(), requestId, errors),
                headersOf(refusal));
    }

    private static Answer noSuchPath(String path, String requestId) {
        var message = "There is nothing at %s; GET /api lists what there is.".formatted(path);
        return new Answer(
                Problem.of(HttpStatus.NOT_FOUND, "route.not_found", message, requestId), Map.of());
    }

    private static Answer otherMethod(
            HttpRequestMethodNotSupportedException refused, String requestId) {
        var allow = String.join(", ", refused.getSupportedMethods());
        var message = "%s does not work here; use one of %s.".formatted(refused.getMethod(), allow);
        return new Answer(
                Problem.of(
                        HttpStatus.METHOD_NOT_ALLOWED,
                        "route.method_not_allowed",
                        message,
                        requestId),
                Map.of("Allow", allow));
    }

    /** Not ours, and over soon: the caller is to send the same again. */
    private static Answer outage(RuntimeException failure, String requestId) {
        var errorId = UUID.randomUUID().toString();
        log.atWarn()
                .addKeyValue("errorId", errorId)
                .addKeyValue("requestId", requestId)
                .setCause(failure)
                .log("Request failed for now");
        var message = "Something that we need does not answer just now; send it again shortly.";
        return new Answer(
                Problem.of(
                                HttpStatus.SERVICE_UNAVAILABLE,
                                "service.unavailable",
                                message,
                                requestId)
                        .logged(errorId),
                SOON);
    }

    /** Without any inner text: that is for the log, under the id the caller gets. */
    private static Answer failed(Throwable failure, String requestId) {
        var errorId = UUID.randomUUID().toString();
        log.atError()
                .addKeyValue("errorId", errorId)
                .addKeyValue("requestId", requestId)
                .setCause(failure)
                .log("Request failed");
        var message =
                "Something went wrong on our side; it is in our log under %s.".formatted(errorId);
        return new Answer(
                Problem.of(
                                HttpStatus.INTERNAL_SERVER_ERROR,
                                "internal.unexpected",
                                message,
                                requestId)
                        .logged(errorId),
                Map.of());
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
