package openencoder.consistency;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;

import openencoder.auth.AuthLambda;
import openencoder.aws.client.AwsClients;
import openencoder.aws.dynamo.DynamoJobRepository;
import openencoder.aws.dynamo.Tables;
import openencoder.aws.queue.SqsJobQueue;
import openencoder.aws.s3.S3ObjectStore;
import openencoder.jobs.JobsLambda;
import openencoder.machines.FleetLambda;
import openencoder.machines.MachinesLambda;
import openencoder.presets.PresetsLambda;
import openencoder.sweeper.Sweeper;
import openencoder.sweeper.SweeperLambda;
import openencoder.web.auth.RequiredRole;
import openencoder.web.lambda.LambdaEntry;
import openencoder.web.testing.Event;

import software.amazon.awssdk.core.SdkRequest;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** Every function, made by its own entry, gets all its events, on emulated services. */
final class FunctionsAtWork {
    static final Path EVENTS = Path.of("..", "..", "events");
    private static final String PASSWORD = "correct horse";

    private final Deployed deployed;
    private final Map<String, String> texts = FunctionsFixture.secrets();
    private final Secrets secrets = new Secrets(texts);
    private final Map<String, Work> work = new TreeMap<>();

    private FunctionsAtWork(Deployed deployed) {
        this.deployed = deployed;
    }

    /** What each does, by its logical id. */
    static Map<String, Work> observe(Deployed deployed) {
        var all = new FunctionsAtWork(deployed);
        try (all.secrets) {
            all.auth();
            all.presets();
            all.jobs();
            all.sweeper();
            all.machines();
        }
        return all.work;
    }

    private void auth() {
        try (var ground = new FunctionsFixture(secrets.endpoint())) {
            var tokens = ground.people(hash());
            ground.formerRegistration();
            record(
                    "AuthFunction",
                    ground,
                    AuthLambda::new,
                    function -> {
                        var mine = credentials("admin@example.com");
                        Event.post("/api/login").json(mine).sentTo(function);
                        replay("auth", function, tokens);
                    });
        }
    }

    // Only the function itself can make one, so another of its kind does.
    private String hash() {
        try (var ground = new FunctionsFixture(secrets.endpoint())) {
            var name = "foo@example.com";
            var function = new AuthLambda(ground.environment());
            Event.post("/api/register").json(credentials(name)).sentTo(function);
            return ground.user(name).passwordHash();
        }
    }

    private static String credentials(String name) {
        return "{\"username\":\"%s\",\"password\":\"%s\"}".formatted(name, PASSWORD);
    }

    private void presets() {
        try (var ground = new FunctionsFixture(secrets.endpoint())) {
            var tokens = ground.people("");
            record(
                    "PresetsFunction",
                    ground,
                    PresetsLambda::new,
                    function -> {
                        replay("presets", function, tokens);
                        Event.put("/api/presets/6")
                                .json("{\"name\":\"renamed\"}")
                                .bearer(tokens.get("OPERATOR_TOKEN"))
                                .sentTo(function);
                    });
        }
    }

    private void jobs() {
        try (var ground = new FunctionsFixture(secrets.endpoint())) {
            ground.jobs();
            var segmented = ground.segmentedJob();
            var queued = ground.queuedJob();
            var tokens = ground.people("");
            ground.formerJobs();
            record(
                    "JobsFunction",
                    ground,
                    JobsLambda::new,
                    function -> {
                        replay("jobs", function, tokens);
                        Event.get("/api/jobs/" + queued.id())
                                .bearer(tokens.get("GUEST_TOKEN"))
                                .sentTo(function);
                        Event.get("/api/jobs/%s/outputs".formatted(segmented.id()))
                                .bearer(tokens.get("OPERATOR_TOKEN"))
                                .sentTo(function);
                        Event.get("/api/jobs?status=queued&preset=h264_main_720p_3000")
                                .bearer(tokens.get("GUEST_TOKEN"))
                                .sentTo(function);
                    });
        }
    }

    private void sweeper() {
        try (var ground = new FunctionsFixture(secrets.endpoint())) {
            ground.leftovers();
            var variables = new RecordedVariables(ground.environment());
            RecordedCalls.start();
            onSchedule(new SweeperLambda(variables), "SweeperFunction", "sweeper");
            // An upload is left behind once it is a day old.
            sweepInTwoDays(ground.environment());
            note("SweeperFunction", Map.of(), variables, ground, RecordedCalls.stop());
        }
    }

    private static void onSchedule(RequestStreamHandler function, String name, String folder) {
        var context =
                (Context)
                        Proxy.newProxyInstance(
                                Context.class.getClassLoader(),
                                new Class<?>[] {Context.class},
                                (_, method, _) ->
                                        method.getReturnType() == int.class ? 50_000 : name);
        try {
            var event = Files.readAllBytes(EVENTS.resolve(folder + "/every-minute.json"));
            function.handleRequest(
                    new ByteArrayInputStream(event), new ByteArrayOutputStream(), context);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void machines() {
        try (var ground = new FunctionsFixture(secrets.endpoint());
                var rented = ground.machines()) {
            texts.put(FunctionsFixture.DIGITALOCEAN, rented.token());
            ground.jobs();
            var tokens = ground.people("");
            record(
                    "MachinesFunction",
                    ground,
                    MachinesLambda::new,
                    function -> {
                        var machine = new MachineAtWork(function, rented, tokens);
                        machine.live();
                        replay("machines", function, tokens);
                        machine.turnFleetOn();
                    });
            ground.machineThatIsGone();
            var variables = new RecordedVariables(ground.environment());
            RecordedCalls.start();
            onSchedule(new FleetLambda(variables), "FleetFunction", "fleet");
            note("FleetFunction", Map.of(), variables, ground, RecordedCalls.stop());
        }
    }

    private static void sweepInTwoDays(Map<String, String> environment) {
        try (var aws = new AwsClients(environment)) {
            new Sweeper(
                            new DynamoJobRepository(aws.dynamoDb(), new Tables(environment)),
                            new SqsJobQueue(aws, environment.get("JOBS_QUEUE_URL")),
                            new SqsJobQueue(aws, environment.get("DEAD_LETTER_QUEUE_URL")),
                            new S3ObjectStore(aws),
                            environment.get("DESTINATION_BUCKET"),
                            Clock.offset(Clock.systemUTC(), Duration.ofDays(2)))
                    .sweep();
        }
    }

    private interface Day {
        void spendWith(LambdaEntry function);
    }

    private void record(
            String id,
            FunctionsFixture ground,
            Function<Map<String, String>, LambdaEntry> entry,
            Day day) {
        var variables = new RecordedVariables(ground.environment());
        RecordedCalls.start();
        var function = entry.apply(variables);
        day.spendWith(function);
        note(id, routes(function), variables, ground, RecordedCalls.stop());
    }

    private void note(
            String id,
            Map<String, String> routes,
            RecordedVariables variables,
            FunctionsFixture ground,
            List<SdkRequest> calls) {
        var permissions = new UsedPermissions(names(ground.environment())).of(calls);
        work.put(id, new Work(routes, variables.asked(), permissions));
    }

    private static Map<String, String> routes(LambdaEntry function) {
        var routes = new TreeMap<String, String>();
        for (var route : function.endpoints())
            routes.put(
                    route.name(),
                    route.attributes().get(RequiredRole.ROLE).toString().toLowerCase(Locale.ROOT));
        return routes;
    }

    // A variable's value here, and what the template's value for it refers to.
    private Map<String, String> names(Map<String, String> environment) {
        var names = new HashMap<String, String>();
        for (var function : deployed.functions())
            deployed.variables(function)
                    .forEach(
                            (variable, reference) -> {
                                if (environment.containsKey(variable))
                                    names.put(
                                            environment.get(variable),
                                            reference.replaceAll("[${}]|\\.Arn", ""));
                            });
        return names;
    }

    /** Twice, as much is done another way the second time. */
    private static void replay(String folder, LambdaEntry function, Map<String, String> tokens) {
        var events = events(EVENTS.resolve(folder));
        for (var pass = 0; pass < 2; pass++)
            for (var event : events) {
                var text = read(event);
                for (var token : tokens.entrySet())
                    text = text.replace("${" + token.getKey() + "}", token.getValue());
                var reply = Event.send(text, function);
                assertThat(reply.status()).as(event + ": " + reply.text()).isLessThan(500);
            }
    }

    static List<Path> events(Path folder) {
        try (var files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .filter(file -> !file.toString().endsWith(".expected.json"))
                    .sorted()
                    .collect(ArrayList::new, List::add, List::addAll);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
