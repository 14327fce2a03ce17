package openencoder.machines.provider.digitalocean;

import com.myjeeva.digitalocean.DigitalOcean;
import com.myjeeva.digitalocean.exception.DigitalOceanException;
import com.myjeeva.digitalocean.exception.RequestUnsuccessfulException;
import com.myjeeva.digitalocean.impl.DigitalOceanClient;

import openencoder.machine.ProviderFailure;
import openencoder.machine.ProviderFailure.Kind;

import java.time.Duration;
import java.util.Optional;

/** One request at a time, through the library; every failure of it is a {@link ProviderFailure}. */
final class Api {
    private static final int LONGEST_MESSAGE = 500;

    /** A call of the library, and what to make of its answer. */
    @FunctionalInterface
    interface Call<T> {
        /**
         * @param exchange has the answer as it was sent, once the library has it
         */
        T on(DigitalOcean library, Exchange exchange)
                throws DigitalOceanException, RequestUnsuccessfulException;
    }

    private final Connections connections;
    private final Token token;
    private final RateLimit limit;

    Api(Connections connections, Token token, RateLimit limit) {
        this.connections = connections;
        this.token = token;
        this.limit = limit;
    }

    /**
     * @param readTimeout between two bytes of the answer
     * @return nothing if what was asked for is not there
     */
    <T> Optional<T> ask(Exchange exchange, Duration readTimeout, Call<T> call) {
        var secret = token.get();
        limit.check();
        var http = connections.client(exchange, readTimeout);
        try {
            return Optional.of(call.on(new DigitalOceanClient("v2", secret, http), exchange));
        } catch (ProviderFailure e) {
            throw e;
        } catch (DigitalOceanException | RequestUnsuccessfulException | RuntimeException e) {
            if (exchange.status() == 404 && exchange.body().isPresent()) return Optional.empty();
            throw (ProviderFailure) failure(exchange, e).initCause(e);
        } finally {
            limit.note(exchange);
        }
    }

    private ProviderFailure failure(Exchange exchange, Exception cause) {
        if (!exchange.sent())
            return failure(
                    Kind.BROKEN,
                    "DigitalOcean cannot be reached, nothing was asked of it: "
                            + because(cause)
                            + ".");
        if (exchange.status() == 0)
            return failure(Kind.UNANSWERED, "DigitalOcean did not answer: " + because(cause) + ".");
        return answered(exchange);
    }

    private ProviderFailure answered(Exchange exchange) {
        var said = said(exchange);
        return switch (exchange.status()) {
            case 401, 403 ->
                    failure(
                            Kind.UNAUTHORIZED,
                            "DigitalOcean does not accept the token: "
                                    + said
                                    + ". It must be valid and have the scopes "
                                    + Token.SCOPES
                                    + ".");
            case 404 -> failure(Kind.BROKEN, "DigitalOcean is not at the endpoint: " + said + ".");
            case 429 -> RateLimit.limited(said, limit.retryAfter(exchange));
            default -> otherwise(exchange.status(), said);
        };
    }

    private static ProviderFailure otherwise(int status, String said) {
        return switch (status / 100) {
            case 4 -> failure(Kind.REFUSED, "DigitalOcean refuses: " + said + ".");
            case 5 -> failure(Kind.BROKEN, "DigitalOcean has a fault: " + said + ".");
            default -> failure(Kind.BROKEN, "DigitalOcean's answer cannot be read: " + said + ".");
        };
    }

    static ProviderFailure failure(Kind kind, String message) {
        return new ProviderFailure(kind, message, Optional.empty());
    }

    private static String because(Exception failure) {
        var cause = Optional.ofNullable(failure.getCause()).orElse(failure);
        return Optional.ofNullable(cause.getMessage()).orElse(cause.getClass().getSimpleName());
    }

    /** Such as {@code droplet limit exceeded (422, request 4d9d...)}. */
    private static String said(Exchange exchange) {
        var message = text(exchange, "message").orElse("no reason given");
        var request = text(exchange, "request_id").map(id -> ", request " + id).orElse("");
        return message.replaceFirst("\\.$", "") + " (" + exchange.status() + request + ")";
    }

    private static Optional<String> text(Exchange exchange, String field) {
        return exchange.body()
                .map(body -> body.get(field))
                .filter(value -> value.isJsonPrimitive())
                .map(value -> value.getAsString().replaceAll("\\p{Cntrl}+", " ").strip())
                .filter(text -> !text.isEmpty())
                .map(text -> text.substring(0, Math.min(text.length(), LONGEST_MESSAGE)));
    }
}
