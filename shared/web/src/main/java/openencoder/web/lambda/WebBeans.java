package openencoder.web.lambda;

import com.amazonaws.serverless.proxy.spring.embedded.ServerlessServletEmbeddedServerFactory;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import openencoder.account.UserRepository;
import openencoder.web.auth.Authenticator;
import openencoder.web.auth.KeySet;
import openencoder.web.auth.TokenVerifier;
import openencoder.web.http.CorsHeaders;
import openencoder.web.http.Outages;
import openencoder.web.http.RouteTable;
import openencoder.web.settings.SecretReader;
import openencoder.web.settings.WebSettings;

import org.springframework.beans.factory.BeanRegistrar;
import org.springframework.beans.factory.BeanRegistry;
import org.springframework.beans.factory.BeanRegistry.SupplierContext;
import org.springframework.context.MessageSource;
import org.springframework.context.support.AbstractApplicationContext;
import org.springframework.core.env.Environment;
import org.springframework.http.converter.ByteArrayHttpMessageConverter;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.servlet.function.support.HandlerFunctionAdapter;
import org.springframework.web.servlet.function.support.RouterFunctionMapping;
import org.springframework.web.servlet.i18n.FixedLocaleResolver;

import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/**
 * The beans that every function has beside its own, which must hold {@link WebSettings}, a {@link
 * RouteTable}, a {@link UserRepository}, a {@link SecretReader}, {@link Outages} and an {@link
 * InstantSource}.
 */
final class WebBeans implements BeanRegistrar {
    private final Function<SupplierContext, Authenticator> gatekeeper;

    WebBeans() {
        this(WebBeans::gatekeeper);
    }

    /** With another at the gate. */
    WebBeans(Function<SupplierContext, Authenticator> gatekeeper) {
        this.gatekeeper = gatekeeper;
    }

    @Override
    public void register(BeanRegistry beans, Environment environment) {
        beans.registerBean(ServerlessServletEmbeddedServerFactory.class);
        beans.registerBean(
                "dispatcherServlet",
                DispatcherServlet.class,
                bean -> bean.supplier(_ -> dispatcher()));
        beans.registerBean(
                AbstractApplicationContext.LIFECYCLE_PROCESSOR_BEAN_NAME, LeanLifecycle.class);
        beans.registerBean(
                AbstractApplicationContext.MESSAGE_SOURCE_BEAN_NAME,
                MessageSource.class,
                bean -> bean.supplier(_ -> new NoMessages()));
        beans.registerBean(HandlerFunctionAdapter.class);
        beans.registerBean(
                HandlerExceptionResolver.class, bean -> bean.supplier(_ -> (_, _, _, _) -> null));
        // the default one fails on some Accept-Language headers
        beans.registerBean(
                "localeResolver",
                LocaleResolver.class,
                bean -> bean.supplier(_ -> new FixedLocaleResolver(Locale.ROOT)));
        beans.registerBean(
                RouterFunctionMapping.class,
                bean -> bean.supplier(context -> mapping(context.bean(Front.class))));
        beans.registerBean(
                KeySet.class,
                bean ->
                        bean.supplier(
                                context ->
                                        new KeySet(
                                                context.bean(WebSettings.class).verificationKeys(),
                                                context.bean(SecretReader.class),
                                                context.bean(InstantSource.class))));
        beans.registerBean(Authenticator.class, bean -> bean.supplier(gatekeeper));
        beans.registerBean(
                Front.class,
                bean ->
                        bean.supplier(
                                context ->
                                        new Front(
                                                context.bean(RouteTable.class),
                                                context.bean(Authenticator.class),
                                                new CorsHeaders(
                                                        context.bean(WebSettings.class)
                                                                .allowedOrigins()),
                                                context.bean(Outages.class))));
    }

    private static Authenticator gatekeeper(SupplierContext context) {
        var settings = context.bean(WebSettings.class);
        var clock = context.bean(InstantSource.class);
        return new Authenticator(
                new TokenVerifier(context.bean(KeySet.class), settings, clock),
                context.bean(UserRepository.class)::find,
                settings,
                clock);
    }

    private static DispatcherServlet dispatcher() {
        var servlet = new EveryMethod();
        servlet.setPublishEvents(false);
        servlet.setDispatchOptionsRequest(true);
        return servlet;
    }

    /** Answers TRACE like the others, whose default is to show the caller's own headers. */
    private static final class EveryMethod extends DispatcherServlet {
        @Override
        protected void doTrace(HttpServletRequest request, HttpServletResponse response)
                throws ServletException, IOException {
            processRequest(request, response);
        }
    }

    private static RouterFunctionMapping mapping(Front front) {
        var mapping = new RouterFunctionMapping(front);
        mapping.setMessageConverters(List.of(new ByteArrayHttpMessageConverter()));
        return mapping;
    }
}
