package openencoder.web.lambda;

import openencoder.web.http.Routes;

import org.springframework.beans.factory.BeanRegistry;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.ServerResponse;

import java.util.function.Function;

/** What the registrars of functions say again and again. */
public final class Beans {
    private Beans() {}

    /** Registers an object that exists. */
    public static <T> void value(BeanRegistry beans, Class<T> type, T value) {
        beans.registerBean(type, bean -> bean.supplier(_ -> value));
    }

    /** Registers a class that has routes, and its routes. */
    public static <T> void routes(
            BeanRegistry beans, Class<T> type, Function<T, RouterFunction<ServerResponse>> routes) {
        beans.registerBean(type);
        beans.registerBean(
                Routes.TYPE, bean -> bean.supplier(context -> routes.apply(context.bean(type))));
    }
}
