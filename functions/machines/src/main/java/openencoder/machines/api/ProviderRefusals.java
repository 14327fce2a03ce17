package openencoder.machines.api;

import openencoder.machine.ProviderFailure;
import openencoder.refusal.Invalid;
import openencoder.refusal.Refusal;
import openencoder.refusal.TooMany;
import openencoder.refusal.Unavailable;

import org.springframework.web.servlet.function.HandlerFunction;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

import java.time.Duration;

/** What the caller is told of a provider that did not do what it was asked. */
final class ProviderRefusals {
    private static final Duration A_WHILE = Duration.ofMinutes(1);

    private ProviderRefusals() {}

    /** Refuses for the caller what the provider failed to do. */
    static ServerResponse filter(ServerRequest request, HandlerFunction<ServerResponse> next)
            throws Exception {
        try {
            return next.handle(request);
        } catch (ProviderFailure failure) {
            throw of(failure);
        }
    }

    static Refusal of(ProviderFailure failure) {
        var message = failure.getMessage();
        return switch (failure.kind()) {
            case UNCONFIGURED -> new Unavailable("provider.unconfigured", message);
            case UNAUTHORIZED -> new Unavailable("provider.unauthorized", message);
            case REFUSED -> new Invalid("provider.refused", "provider", message);
            case LIMITED ->
                    new TooMany("provider.limited", message, failure.retryAfter().orElse(A_WHILE));
            case BROKEN -> new Unavailable("provider.broken", message);
            case UNANSWERED -> new Unavailable("provider.unanswered", message);
        };
    }
}
