package openencoder.machines;

import openencoder.machine.ProviderFailure;
import openencoder.refusal.Invalid;
import openencoder.refusal.Refusal;
import openencoder.refusal.TooMany;
import openencoder.refusal.Unavailable;
import openencoder.web.http.Call;
import openencoder.web.http.Handler;

import java.time.Duration;

/** What the caller is told of a provider that did not do what it was asked. */
final class ProviderRefusals {
    private static final Duration A_WHILE = Duration.ofMinutes(1);

    private ProviderRefusals() {}

    /** The handler, with each failure of the provider told as what it is. */
    static Handler telling(Handler handler) {
        return (Call call) -> {
            try {
                return handler.handle(call);
            } catch (ProviderFailure failure) {
                throw of(failure);
            }
        };
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
