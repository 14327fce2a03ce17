package openencoder.web.lambda;

import jakarta.servlet.ServletContext;

import org.springframework.beans.factory.BeanRegistrar;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.ApplicationContext;
import org.springframework.core.env.StandardEnvironment;

/**
 * Spring Boot's context for servlets without what {@code SpringApplication} does before: no
 * scanning, auto-configuration, annotations, listeners or property files. Its beans are those of
 * the registrars, all built at the start.
 */
final class LeanContext {
    private LeanContext() {}

    static ApplicationContext started(ServletContext servletContext, BeanRegistrar... registrars) {
        var context = new ServletWebServerApplicationContext();
        context.setServletContext(servletContext);
        context.setEnvironment(new StandardEnvironment());
        context.register(registrars);
        context.refresh();
        return context;
    }
}
