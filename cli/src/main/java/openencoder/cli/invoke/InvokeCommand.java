package openencoder.cli.invoke;

import static java.nio.charset.StandardCharsets.UTF_8;

import openencoder.aws.client.AwsClients;
import openencoder.aws.dynamo.DynamoUserRepository;
import openencoder.aws.dynamo.Tables;
import openencoder.cli.command.CommandFailed;
import openencoder.cli.command.CtrlC;
import openencoder.cli.command.ProjectHome;
import openencoder.cloud.template.FunctionResource;
import openencoder.cloud.template.Template;
import openencoder.local.folder.TemporaryFolder;
import openencoder.local.folder.UserCache;
import openencoder.local.keys.StackTokens;
import openencoder.local.lambda.FunctionRun;
import openencoder.local.lambda.InvocationProblem;
import openencoder.local.lambda.Launch;
import openencoder.local.lambda.Launch.Kind;
import openencoder.local.stack.FunctionServices;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Gives one event to one function, in a JVM of its own, as Lambda does. */
@Command(
        name = "invoke",
        description = {
            "Gives one event to one function as Lambda does.",
            "Its zip runs in a JVM of its own, behind AWS's runtime client. Prints the response,"
                    + " and what it took to stderr."
        })
public final class InvokeCommand implements Callable<Integer> {

    private static final Path SCRATCH_PARENT = Path.of(".openencoder");
    private static final Duration START_LIMIT = Duration.ofSeconds(60);
    private static final String STDIN = "-";
    private static final Pattern TOKEN = Pattern.compile("\\$\\{([A-Z]+_TOKEN)}");

    @Spec private CommandSpec spec;

    @Parameters(
            paramLabel = "FUNCTION",
            description = "Its name in template.yaml, such as JobsFunction, or in short: jobs.")
    private String name;

    @Option(
            names = "--event",
            paramLabel = "FILE",
            required = true,
            description = {
                "The event; - reads it from stdin. $${OPERATOR_TOKEN} in it stands for the"
                        + " variable OPERATOR_TOKEN, or else, without a running stack, for a token"
                        + " of a new operator."
            })
    private String event;

    @Option(
            names = "--env",
            paramLabel = "NAME=VALUE",
            description = "A variable for the function, before what the template says. Repeatable.")
    private final Map<String, String> environment = new LinkedHashMap<>();

    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = ".openencoder",
            description = {
                "Uses the stack that runs on this folder. Without a running stack it gets empty"
                        + " tables, queues and buckets. Default: ${DEFAULT-VALUE}."
            })
    private Path data;

    @Option(
            names = "--snapstart",
            description = "Runs the hooks of SnapStart before the event, which then comes first.")
    private boolean isSnapStart;

    @Override
    public Integer call() {
        var template = Template.read(ProjectHome.path().resolve("template.yaml"));
        var function = logicalId(template);
        var text = json(read());
        FunctionRun.Result result;
        try (var ctrlC = new CtrlC();
                var scratch = TemporaryFolder.in(SCRATCH_PARENT, "invoke-")) {
            ctrlC.undoes(scratch::close);
            try (var services = services(template, scratch)) {
                ctrlC.undoes(services::close);
                result = run(services, function, withTokens(text, services), ctrlC);
            }
        } catch (InvocationProblem failure) {
            throw new CommandFailed(failure.getMessage(), failure);
        }
        var out = spec.commandLine().getOut();
        out.println(new String(result.response(), UTF_8));
        out.flush();
        return 0;
    }

    private FunctionRun.Result run(FunctionServices services, String id, String text, CtrlC ctrlC) {
        var function = function(services.template(), id);
        var all = new HashMap<>(services.environment());
        all.putAll(function.environment());
        all.putAll(environment);
        try (var cache = UserCache.open(System.getenv())) {
            return run(function, cache, text, all, ctrlC);
        }
    }

    private FunctionRun.Result run(
            FunctionResource function,
            UserCache cache,
            String text,
            Map<String, String> all,
            CtrlC ctrlC) {
        var run =
                new FunctionRun(
                        function,
                        FunctionRun.client(ProjectHome.path()),
                        cache.resolve("functions"),
                        START_LIMIT,
                        Launch.of(isSnapStart ? Kind.SNAP_START : Kind.ON_DEMAND));
        var result = run.invoke(text.getBytes(UTF_8), all, System.err, ctrlC::undoes);
        System.err.println(result.report());
        return result;
    }

    private FunctionServices services(Template template, TemporaryFolder scratch) {
        return FunctionServices.running(template, data)
                .orElseGet(() -> FunctionServices.start(template, scratch.path()));
    }

    private String logicalId(Template template) {
        var ids = template.functionNames();
        return ids.stream()
                .filter(id -> id.equals(name) || shortName(id).equalsIgnoreCase(name))
                .findFirst()
                .orElseThrow(
                        () ->
                                misuse(
                                        "There is no function %s, but %s."
                                                .formatted(name, String.join(", ", ids))));
    }

    private static String shortName(String id) {
        return id.replaceFirst("Function$", "");
    }

    private static FunctionResource function(Template template, String id) {
        return template.functions().stream()
                .filter(function -> function.name().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private String read() {
        try {
            return event.equals(STDIN)
                    ? new String(System.in.readAllBytes(), UTF_8)
                    : Files.readString(Path.of(event));
        } catch (IOException failed) {
            throw misuse("--event: %s cannot be read.".formatted(event));
        }
    }

    private String json(String text) {
        try {
            if (!JsonMapper.shared().readTree(text).isMissingNode()) return text;
        } catch (JacksonException unreadable) {
            throw misuse(
                    "--event: %s is no JSON: %s".formatted(event, unreadable.getOriginalMessage()));
        }
        throw misuse("--event: %s is empty.".formatted(event));
    }

    private String withTokens(String text, FunctionServices services) {
        var missing = TOKEN.matcher(text).results().map(found -> found.group(1)).distinct();
        var tokens = new HashMap<String, String>();
        missing.forEach(token -> tokens.put(token, token(token, services)));
        return TOKEN.matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement(tokens.get(found.group(1))));
    }

    private String token(String variable, FunctionServices services) {
        var given = System.getenv(variable);
        if (given != null) return given;
        if (services.isShared())
            throw misuse(
                    "The event needs ${%1$s}: put a token of the running stack into %1$s."
                            .formatted(variable));
        return madeToken(variable, services);
    }

    private static String madeToken(String variable, FunctionServices services) {
        var declared = new HashMap<String, String>();
        services.template().functions().forEach(each -> declared.putAll(each.environment()));
        try (var aws = new AwsClients(services.environment())) {
            var users = new DynamoUserRepository(aws.dynamoDb(), new Tables(declared));
            return new EventTokens(
                            users,
                            new StackTokens(
                                    services.keys(),
                                    declared.get("TOKEN_ISSUER"),
                                    declared.get("TOKEN_AUDIENCE")),
                            InstantSource.system().instant())
                    .named(variable);
        }
    }

    private ParameterException misuse(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
