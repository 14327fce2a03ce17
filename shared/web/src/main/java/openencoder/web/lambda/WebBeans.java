package openencoder.web.lambda;

import com.amazonaws.serverless.proxy.spring.embedded.ServerlessServletEmbeddedServerFactory;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import openencoder.account.UserRepository;
import openencoder.web.auth.Authenticator;
import openencoder.web.auth.AuthorizationFilter;
import openencoder.web.auth.KeySet;
import openencoder.web.auth.TokenVerifier;
import openencoder.web.http.AllowedMethods;
import openencoder.web.http.CorsHeaders;
import openencoder.web.http.Json;
import openencoder.web.http.KnownParameters;
import openencoder.web.http.Outages;
import openencoder.web.http.Problems;
import openencoder.web.http.ResponseHeaders;
import openencoder.web.http.Routes;
import openencoder.web.settings.SecretReader;
import openencoder.web.settings.WebSettings;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanRegistrar;
import org.springframework.beans.factory.BeanRegistry;
import org.springframework.beans.factory.BeanRegistry.SupplierContext;
import org.springframework.context.MessageSource;
import org.springframework.context.support.AbstractApplicationContext;
import org.springframework.core.env.Environment;
import org.springframework.http.converter.json.JacksonJsonHttpMessageConverter;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.HandlerExecutionChain;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.support.HandlerFunctionAdapter;
import org.springframework.web.servlet.function.support.RouterFunctionMapping;
import org.springframework.web.servlet.i18n.FixedLocaleResolver;

import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/**
 * The beans that every function has beside its own, which must hold {@link WebSettings}, {@link
 * RouterFunction}s, a {@link UserRepository}, a {@link SecretReader}, {@link Outages} and an {@link
 * InstantSource}.
 */
final class WebBeans implements BeanRegistrar {
    private final Function<SupplierContext, Authenticator> authenticator;

    WebBeans() {
        this(WebBeans::authenticator);
    }

    WebBeans(Function<SupplierContext, Authenticator> authenticator) {
        this.authenticator = authenticator;
    }

    @Override
    public void register(BeanRegistry beans, Environment environment) {
        beans.registerBean(ServerlessServletEmbeddedServerFactory.class);
        beans.registerBean(
                AbstractApplicationContext.LIFECYCLE_PROCESSOR_BEAN_NAME, LeanLifecycle.class);
        beans.registerBean(
                AbstractApplicationContext.MESSAGE_SOURCE_BEAN_NAME,
                MessageSource.class,
                bean -> bean.supplier(_ -> new NoMessages()));
        beans.registerBean(
                "dispatcherServlet",
                DispatcherServlet.class,
                bean -> bean.supplier(_ -> dispatcherServlet()));
        // the default one fails on some Accept-Language headers
        beans.registerBean(
                "localeResolver",
                LocaleResolver.class,
                bean -> bean.supplier(_ -> new FixedLocaleResolver(Locale.ROOT)));
        beans.registerBean(
                HandlerExceptionResolver.class, bean -> bean.supplier(_ -> (_, _, _, _) -> null));
        beans.registerBean(HandlerFunctionAdapter.class);
        beans.registerBean(
                RouterFunctionMapping.class,
                bean -> bean.supplier(WebBeans::routerFunctionMapping));
        beans.registerBean(KeySet.class, bean -> bean.supplier(WebBeans::keySet));
        beans.registerBean(Authenticator.class, bean -> bean.supplier(authenticator));
    }

    private static DispatcherServlet dispatcherServlet() {
        var servlet = new EveryMethod();
        servlet.setPublishEvents(false);
        servlet.setDispatchOptionsRequest(true);
        return servlet;
    }

    private static RouterFunctionMapping routerFunctionMapping(SupplierContext context) {
        var cors = new CorsHeaders(context.bean(WebSettings.class).allowedOrigins());
        var routes =
                context.beanProvider(Routes.TYPE)
                        .orderedStream()
                        .reduce(RouterFunction::and)
                        .orElseThrow();
        var authorization = new AuthorizationFilter(routes, context.bean(Authenticator.class));
        var admitted = routes.filter(new KnownParameters(routes)).filter(authorization);
        var problems = new Problems(context.bean(Outages.class));
        var answered = new AllowedMethods(admitted, cors);
        var mapping = new WithoutSpringsCors(answered.filter(problems.filter()));
        mapping.setInterceptors(new ResponseHeaders(cors));
        mapping.setMessageConverters(List.of(new JacksonJsonHttpMessageConverter(Json.MAPPER)));
        return mapping;
    }

    private static KeySet keySet(SupplierContext context) {
        return new KeySet(
                context.bean(WebSettings.class).verificationKeys(),
                context.bean(SecretReader.class),
                context.bean(InstantSource.class));
    }

    private static Authenticator authenticator(SupplierContext context) {
        var settings = context.bean(WebSettings.class);
        var clock = context.bean(InstantSource.class);
        return new Authenticator(
                new TokenVerifier(context.bean(KeySet.class), settings, clock),
                context.bean(UserRepository.class)::find,
                settings,
                clock);
    }

    /** Answers TRACE like the others, whose default is to show the caller's own headers. */
    private static final class EveryMethod extends DispatcherServlet {
        @Override
        protected void doTrace(HttpServletRequest request, HttpServletResponse response)
                throws ServletException, IOException {
            processRequest(request, response);
        }
    }

    /**
     * {@link CorsHeaders} has CORS; Spring refuses each preflight that it is not configured for.
     */
    private static final class WithoutSpringsCors extends RouterFunctionMapping {
        WithoutSpringsCors(RouterFunction<?> routes) {
            super(routes);
        }

        @Override
        protected HandlerExecutionChain getCorsHandlerExecutionChain(
                HttpServletRequest request,
                HandlerExecutionChain chain,
                @Nullable CorsConfiguration config) {
            return chain;
        }
    }
}
