package openencoder.machines;

import openencoder.machine.ProviderFailure;
import openencoder.refusal.Invalid;
import openencoder.refusal.Refusal;
import openencoder.refusal.TooMany;
import openencoder.refusal.Unavailable;
import openencoder.web.Call;
import openencoder.web.Handler;

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
        return switch (failure.kind()) {
            case UNCONFIGURED ->
                    new Unavailable(
                            "provider.unconfigured",
                            "No token of DigitalOcean's is configured, so that no machine can be"
                                    + " rented. Make one in its control panel and put it into the"
                                    + " secret that the stack's output DigitalOceanToken names.");
            case UNAUTHORIZED ->
                    new Unavailable(
                            "provider.unauthorized",
                            "The provider does not take our token or its rights do not suffice: "
                                    + failure.getMessage());
            case REFUSED -> new Invalid("provider.refused", "provider", failure.getMessage());
            case LIMITED ->
                    new TooMany(
                            "provider.limited",
                            "The provider is asked too often; try again later.",
                            failure.retryAfter().orElse(A_WHILE));
            case BROKEN ->
                    new Unavailable(
                            "provider.broken",
                            "The provider has a fault of its own: " + failure.getMessage());
            case UNANSWERED ->
                    new Unavailable(
                            "provider.unanswered",
                            "The provider did not answer, so that nobody knows whether it did what"
                                    + " it was asked. GET /api/machines will show it.");
        };
    }
}
