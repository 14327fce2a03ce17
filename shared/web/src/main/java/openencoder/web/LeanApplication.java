package openencoder.web;

import jakarta.servlet.ServletContext;

import org.springframework.beans.factory.BeanRegistrar;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.ApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.StandardEnvironment;

import java.util.List;

/**
 * Spring Boot without scanning, auto-configuration, annotations or property files: its beans are
 * those of the registrars, all built at the start.
 */
final class LeanApplication extends SpringApplication {
    LeanApplication(ServletContext servletContext, BeanRegistrar... registrars) {
        super(LeanApplication.class);
        setMainApplicationClass(LeanApplication.class);
        setWebApplicationType(WebApplicationType.SERVLET);
        setBannerMode(Banner.Mode.OFF);
        setLogStartupInfo(false);
        setRegisterShutdownHook(false);
        setAddConversionService(false);
        setEnvironment(new StandardEnvironment());
        setListeners(List.of());
        setInitializers(List.of());
        setApplicationContextFactory(
                _ -> {
                    var context = new ServletWebServerApplicationContext();
                    context.setServletContext(servletContext);
                    context.register(registrars);
                    return context;
                });
    }

    /** Everything about this application is set above; looking for it in properties takes time. */
    @Override
    protected void bindToSpringApplication(ConfigurableEnvironment environment) {}

    /** The registrars hold everything, so there is no source to look for annotations in. */
    @Override
    protected void load(ApplicationContext context, Object[] sources) {}
}
