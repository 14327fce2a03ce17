package openencoder.web;

import openencoder.account.UserRepository;

import org.springframework.beans.factory.BeanRegistrar;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Asks a function what it will be asked, so that the first real request finds every class loaded
 * and the JVM's compilers done. The function itself is asked without a token; a twin of it, which
 * stands on the same tables and is thrown away afterwards, as an admin who does not exist. It ends
 * early when something that the function stands on does not answer; what is only not set up yet, as
 * keys before the first are made, is passed over.
 *
 * <p>Nothing may collect all garbage afterwards: that makes the JVM check each compiled method anew
 * when it is next called, which doubles the time of the first request. So {@code template.yaml} has
 * the JVM pass over the collection that AWS's runtime client asks for after the hooks.
 */
final class Rehearsal {
    private static final int REQUESTS = 3_000;
    private static final int LAST_COPIES = 3;
    private static final int ROUNDS_A_COPY = 4;
    private static final Duration LONGEST = Duration.ofSeconds(20);
    private static final String TRACE = "com.amazonaws.xray.traceHeader";
    private static final String OUTAGE = "service.unavailable";

    private final SpringContainer function;
    private final BeanRegistrar beans;
    private final List<HarmlessRequest> requests;

    /**
     * @param cheap which GETs to ask
     * @param more than those
     */
    Rehearsal(
            SpringContainer function,
            BeanRegistrar beans,
            Predicate<Route> cheap,
            List<HarmlessRequest> more) {
        this.function = function;
        this.beans = beans;
        var table = function.bean(RouteTable.class);
        requests = Stream.concat(gets(table, cheap), more.stream()).toList();
    }

    /**
     * @param restore what happens between the function and a copy of it
     */
    void run(Runnable restore) throws IOException {
        // As the runtime client sets it for each event; the SDK passes it on.
        System.setProperty(TRACE, "Root=1-00000000-000000000000000000000000;Sampled=0");
        try {
            rehearse(restore);
        } finally {
            System.clearProperty(TRACE);
        }
    }

    private void rehearse(Runnable restore) throws IOException {
        var settings = function.bean(WebSettings.class);
        var clock = function.bean(InstantSource.class);
        var pass = new RehearsalPass();
        IntFunction<String> tokens = number -> pass.token(number, settings, clock);
        if (!ask(function, events(tokens.apply(0), false))) return;
        var twin = twin(pass);
        var end = System.nanoTime() + LONGEST.toNanos();
        var rounds = REQUESTS / requests.size();
        var goesOn = true;
        for (var round = 0; goesOn && round < rounds && System.nanoTime() < end; round++) {
            if (round % ROUNDS_A_COPY == ROUNDS_A_COPY - 1) copy(twin, restore);
            goesOn = ask(twin, events(tokens.apply(round), round % 2 == 1));
        }
        Compilers.finish();
        for (var copy = 0; goesOn && copy < LAST_COPIES; copy++) {
            copy(twin, restore);
            goesOn = ask(twin, events(tokens.apply(copy), copy % 2 == 1));
        }
        Compilers.finish();
        twin.beans(Perishable.class).forEach(Perishable::drop);
    }

    /** Makes the twin what a copy is at its first request. */
    private static void copy(SpringContainer twin, Runnable restore) {
        restore.run();
        twin.beans(Rehearsed.class).forEach(Rehearsed::rehearse);
    }

    private SpringContainer twin(RehearsalPass pass) {
        var twin =
                new SpringContainer(
                        beans,
                        new WebBeans(
                                context ->
                                        pass.gatekeeper(
                                                context.bean(WebSettings.class),
                                                context.bean(UserRepository.class),
                                                context.bean(InstantSource.class))));
        twin.start();
        return twin;
    }

    private List<byte[]> events(String token, boolean indented) {
        return requests.stream().map(request -> request.event(token, indented)).toList();
    }

    /**
     * @return whether it could answer everything
     */
    private static boolean ask(SpringContainer function, List<byte[]> events) throws IOException {
        for (var event : events) {
            var answer = new ByteArrayOutputStream();
            function.proxyStream(new ByteArrayInputStream(event), answer, null);
            if (answer.toString(StandardCharsets.UTF_8).contains(OUTAGE)) return false;
        }
        return true;
    }

    private static Stream<HarmlessRequest> gets(RouteTable table, Predicate<Route> cheap) {
        return table.routes().stream()
                .filter(route -> route.method().equals("GET"))
                .filter(cheap)
                .map(route -> HarmlessRequest.get(route.path().replace("{id}", "1")));
    }
}
