package openencoder.bench;

import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * How long a login with a wrong password takes, for users that exist and for names that no user
 * has, in turn and over HTTP. Many users, for after some wrong passwords an account is locked.
 */
public final class LoginTiming {
    private static final int TRIES = 200;
    private static final int WARM_UP = 20;
    private static final int TRIES_A_USER = 10;
    private static final String PASSWORD = "a bench's password";

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI api;

    private LoginTiming(URI api) {
        this.api = api;
    }

    /**
     * @param arguments how many tries for each; 200 if left out
     */
    public static void main(String... arguments) throws Exception {
        var root = Path.of("").toAbsolutePath();
        var tries = arguments.length > 0 ? Integer.parseInt(arguments[0]) : TRIES;
        var data = Files.createDirectories(root.resolve("bench/target/logintiming/data"));
        try (var stack = RunningStack.start(root, data, 0)) {
            new LoginTiming(stack.api()).measure(tries, root);
        }
    }

    private void measure(int tries, Path root) throws IOException, InterruptedException {
        var users = (tries + WARM_UP) / TRIES_A_USER + 1;
        for (var user = 0; user < users; user++) send("/api/register", "known" + user, PASSWORD);
        var known = new ArrayList<Double>();
        var unknown = new ArrayList<Double>();
        for (var i = 0; i < tries + WARM_UP; i++) {
            var user = i / TRIES_A_USER;
            // the first of a pair may find the machine in another state
            var knownFirst = i % 2 == 0;
            var first = millisecondsOf((knownFirst ? "known" : "nobody") + user);
            var second = millisecondsOf((knownFirst ? "nobody" : "known") + user);
            if (i < WARM_UP) continue;
            known.add(knownFirst ? first : second);
            unknown.add(knownFirst ? second : first);
        }
        report(known, unknown, root);
    }

    private static void report(List<Double> known, List<Double> unknown, Path root)
            throws IOException {
        var test = MannWhitney.of(known, unknown);
        var lines = new ArrayList<String>();
        lines.add("| wrong password, ms | tries | median | least | most |");
        lines.add("| --- | --- | --- | --- | --- |");
        lines.add(row("a user that exists", new Figures(known)));
        lines.add(row("a name that no user has", new Figures(unknown)));
        lines.add("");
        lines.add(
                "Medians differ by %.1f %%; Mann-Whitney p = %.3f."
                        .formatted(
                                100
                                        * (new Figures(known).median()
                                                        / new Figures(unknown).median()
                                                - 1),
                                test.p()));
        lines.forEach(IO::println);
        var results = Files.createDirectories(root.resolve("bench/target/results"));
        Files.write(results.resolve("logintiming.md"), lines);
        IO.println("Table: bench/target/results/logintiming.md");
    }

    private static String row(String who, Figures figures) {
        return "| %s | %d | %.2f | %.2f | %.2f |"
                .formatted(
                        who,
                        figures.values().size(),
                        figures.median(),
                        figures.least(),
                        figures.most());
    }

    private double millisecondsOf(String username) throws IOException, InterruptedException {
        var started = System.nanoTime();
        var status = send("/api/login", username, "wrong");
        var took = (System.nanoTime() - started) / 1e6;
        if (status != 401) throw new IllegalStateException("login answered " + status);
        return took;
    }

    private int send(String path, String username, String password)
            throws IOException, InterruptedException {
        var body = Map.of("username", username, "password", password);
        var request =
                HttpRequest.newBuilder(api.resolve(path))
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(JsonMapper.shared().writeValueAsString(body)))
                        .build();
        return http.send(request, BodyHandlers.ofString()).statusCode();
    }
}
