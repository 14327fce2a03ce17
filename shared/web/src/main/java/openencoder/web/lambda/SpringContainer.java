package openencoder.web.lambda;

import com.amazonaws.serverless.exceptions.ContainerInitializationException;
import com.amazonaws.serverless.proxy.AwsHttpApiV2SecurityContextWriter;
import com.amazonaws.serverless.proxy.ExceptionHandler;
import com.amazonaws.serverless.proxy.InitializationWrapper;
import com.amazonaws.serverless.proxy.internal.servlet.AwsHttpServletRequest;
import com.amazonaws.serverless.proxy.internal.servlet.AwsHttpServletResponse;
import com.amazonaws.serverless.proxy.internal.servlet.AwsProxyHttpServletResponseWriter;
import com.amazonaws.serverless.proxy.internal.servlet.AwsServletRegistration;
import com.amazonaws.serverless.proxy.model.AwsProxyResponse;
import com.amazonaws.serverless.proxy.model.Headers;
import com.amazonaws.serverless.proxy.model.HttpApiV2ProxyRequest;
import com.amazonaws.serverless.proxy.spring.SpringBootLambdaContainerHandler;
import com.amazonaws.services.lambda.runtime.Context;

import jakarta.servlet.Servlet;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;

import openencoder.web.http.Json;
import openencoder.web.http.Problems;
import openencoder.web.priming.PrimedFunction;

import org.springframework.beans.factory.BeanRegistrar;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.ApplicationContext;
import org.springframework.http.MediaType;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;

/**
 * Spring Boot behind API Gateway's payload 2.0. Its requests go straight to the one servlet there
 * is, which many threads may ask at the same time.
 */
final class SpringContainer
        extends SpringBootLambdaContainerHandler<HttpApiV2ProxyRequest, AwsProxyResponse>
        implements PrimedFunction {
    private final BeanRegistrar beans;
    private final WebBeans web;
    private final EventReader events;
    private ApplicationContext context;
    private Servlet servlet;

    SpringContainer(BeanRegistrar beans, WebBeans web) {
        this(beans, web, new EventReader());
    }

    private SpringContainer(BeanRegistrar beans, WebBeans web, EventReader events) {
        super(
                HttpApiV2ProxyRequest.class,
                AwsProxyResponse.class,
                events,
                new AwsProxyHttpServletResponseWriter(true),
                new AwsHttpApiV2SecurityContextWriter(),
                new Unreadable(events),
                LeanContext.class,
                new InitializationWrapper(),
                WebApplicationType.SERVLET);
        this.beans = beans;
        this.web = web;
        this.events = events;
        setLogFormatter(null);
        // it reads back what was written: as UTF-8 only application/json, and as this the rest
        getContainerConfig().setDefaultContentCharset(StandardCharsets.UTF_8.name());
    }

    @Override
    public void initialize() throws ContainerInitializationException {
        context = LeanContext.started(getServletContext(), web, beans);
        var registration =
                (AwsServletRegistration)
                        getServletContext().getServletRegistration("dispatcherServlet");
        servlet = registration.getServlet();
        try {
            servlet.init(registration.getServletConfig());
        } catch (ServletException failed) {
            throw new ContainerInitializationException("The servlet did not start.", failed);
        }
    }

    /** {@link #initialize} for callers of ours. */
    void start() {
        try {
            initialize();
        } catch (ContainerInitializationException failed) {
            throw new IllegalStateException(failed);
        }
    }

    @Override
    public byte[] answer(byte[] event) {
        var answer = new ByteArrayOutputStream();
        try {
            proxyStream(new ByteArrayInputStream(event), answer, null);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return answer.toByteArray();
    }

    @Override
    public <T> List<T> beans(Class<T> type) {
        return List.copyOf(context.getBeansOfType(type).values());
    }

    <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    @Override
    protected void handleRequest(
            HttpServletRequest request, AwsHttpServletResponse response, Context lambdaContext)
            throws ServletException, IOException {
        if (request instanceof AwsHttpServletRequest ours) {
            ours.setServletContext(getServletContext());
            ours.setResponse(response);
            ours.setContainerHandler(this);
        }
        servlet.service(request, response);
        if (!response.isCommitted()) response.flushBuffer();
        events.endRequest();
    }

    /** What never reaches a handler, most likely a URL with a broken percent code. */
    private record Unreadable(EventReader events) implements ExceptionHandler<AwsProxyResponse> {
        @Override
        public AwsProxyResponse handle(Throwable failure) {
            var answer = Problems.unreadable(failure, events.endRequest());
            var single = new HashMap<>(answer.headers());
            single.put("Content-Type", MediaType.APPLICATION_PROBLEM_JSON_VALUE);
            var headers = new Headers();
            single.forEach(headers::putSingle);
            var body = new String(Json.write(answer.problem()), StandardCharsets.UTF_8);
            var response = new AwsProxyResponse(answer.problem().status(), headers, body);
            response.setHeaders(single);
            return response;
        }

        @Override
        public void handle(Throwable failure, OutputStream output) {
            getObjectMapper().writeValue(output, handle(failure));
        }
    }
}
