package openencoder.web.lambda;

import com.amazonaws.serverless.exceptions.InvalidRequestEventException;
import com.amazonaws.serverless.proxy.internal.servlet.AwsHttpApiV2HttpServletRequestReader;
import com.amazonaws.serverless.proxy.model.ContainerConfig;
import com.amazonaws.serverless.proxy.model.HttpApiV2ProxyRequest;
import com.amazonaws.services.lambda.runtime.Context;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.core.SecurityContext;

import java.util.Optional;

/**
 * Makes a request of an event. The container's own reader fails in many ways on an odd query or an
 * event that lacks something; here they are one.
 */
final class EventReader extends AwsHttpApiV2HttpServletRequestReader {
    private final ThreadLocal<String> requestId = new ThreadLocal<>();

    /** Of the event that this thread is at, if it has one; afterwards there is none. */
    Optional<String> endRequest() {
        var id = Optional.ofNullable(requestId.get());
        requestId.remove();
        return id;
    }

    @Override
    public HttpServletRequest readRequest(
            HttpApiV2ProxyRequest event,
            SecurityContext security,
            Context context,
            ContainerConfig config)
            throws InvalidRequestEventException {
        try {
            requestId.set(event.getRequestContext().getRequestId());
            if (event.getRequestContext().getHttp().getMethod() == null)
                throw new InvalidRequestEventException("The event has no method.");
            return super.readRequest(event, security, context, config);
        } catch (RuntimeException unreadable) {
            throw new InvalidRequestEventException("The event cannot be read.", unreadable);
        }
    }
}
