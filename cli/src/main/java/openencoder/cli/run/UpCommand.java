package openencoder.cli.run;

import openencoder.cli.command.LogFile;
import openencoder.cli.command.ProjectHome;
import openencoder.local.stack.Faults;
import openencoder.local.stack.Stack;
import openencoder.local.stack.StackSettings;
import openencoder.local.stack.StackSettings.Reach;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.regex.Pattern;

/** Runs the whole system in the foreground until it is told to stop. */
@Command(name = "up", description = "Runs the whole system on this machine until you press Ctrl-C.")
public final class UpCommand implements Callable<Integer> {

    private static final int MOST_WORKERS = 64;
    private static final Pattern ORIGIN = Pattern.compile("https?://[^/\\s*]{1,48}");

    // The others start once these answer.
    private static final Set<String> NEEDED_FIRST =
            Set.of("AuthFunction", "PresetsFunction", "JobsFunction");

    @Spec private CommandSpec spec;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "8080",
            description = "Where the API answers; 0 picks a free port. Default: ${DEFAULT-VALUE}.")
    private int port;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = ".openencoder",
            description = "Where everything is kept. Default: ${DEFAULT-VALUE}.")
    private Path data;

    @Option(
            names = "--workers",
            paramLabel = "N",
            defaultValue = "1",
            description = "How many workers encode; 0 for none. Default: ${DEFAULT-VALUE}.")
    private int workers;

    @Option(names = "--fresh", description = "Forget what is in the data folder first.")
    private boolean fresh;

    @Option(
            names = "--faults",
            paramLabel = "PERCENT",
            defaultValue = "0",
            description =
                    "See how a client copes with a bad day in the cloud: of all calls to DynamoDB,"
                            + " SQS and S3, by functions, workers and upload or download links,"
                            + " so many are delayed, dropped, duplicated, reset, cut off or"
                            + " refused. Default: ${DEFAULT-VALUE}.")
    private double faults;

    @Option(
            names = "--fault-seed",
            paramLabel = "N",
            description = "Which calls go wrong; any number. Default: another each time.")
    private Long faultSeed;

    @Option(
            names = "--every",
            paramLabel = "SECONDS",
            description =
                    "How often the sweeper and the fleet run. Default: each minute, as in the"
                            + " cloud.")
    private Integer every;

    @Option(
            names = "--host",
            paramLabel = "ADDRESS",
            description =
                    "An address or name of this machine by which others reach the API and the"
                            + " films. Accounts are made as in the cloud then: passwords have 12"
                            + " characters, and no user becomes admin. Default: only programs on"
                            + " this machine reach it.")
    private String host;

    @Option(
            names = "--cors",
            paramLabel = "ORIGIN",
            description =
                    "Web pages from there, such as https://films.example, may call the API."
                            + " Default: none.")
    private String origin;

    private PrintWriter printer;

    @Override
    public Integer call() throws InterruptedException {
        check();
        // What functions and emulators print is for the log; the terminal is for the user.
        printer = spec.commandLine().getOut();
        spec.commandLine().getErr();
        LogFile.takeStreams(data.resolve("logs").resolve(LogFile.NAME));
        var badDay = badDay();
        var settings =
                new StackSettings(
                        ProjectHome.path(),
                        data,
                        port,
                        workers,
                        fresh,
                        badDay,
                        NEEDED_FIRST::contains,
                        Optional.ofNullable(every).map(Duration::ofSeconds),
                        this::warnOfWorker,
                        true,
                        new Reach(Optional.ofNullable(host), Optional.ofNullable(origin)));
        say("Starting Open Encoder on this machine");
        try (var stack = Stack.start(settings)) {
            onSignal(stack);
            stack.awaitReady();
            welcome(stack);
            stack.startTheRest();
            if (badDay.areMade()) warn(stack, badDay);
            new CountDownLatch(1).await();
        }
        return 0;
    }

    private void check() {
        if (port < 0 || port > 65_535)
            throw misuse("--port must be 0 to 65535, not %d.".formatted(port));
        if (workers < 0 || workers > MOST_WORKERS)
            throw misuse("--workers must be 0 to %d, not %d.".formatted(MOST_WORKERS, workers));
        if (!(faults >= 0 && faults <= 100))
            throw misuse("--faults must be 0 to 100 percent, not %s.".formatted(plain(faults)));
        if (every != null && (every < 1 || every > 3_600))
            throw misuse("--every must be 1 to 3600 seconds, not %d.".formatted(every));
        if (faultSeed != null && faults == 0) throw misuse("--fault-seed needs --faults PERCENT.");
        if (host != null && faults > 0)
            throw misuse("--faults breaks calls of this machine alone; leave --host out.");
        if (host != null) OwnAddress.check(host).ifPresent(why -> refuse("--host", why));
        if (origin != null && !ORIGIN.matcher(origin).matches())
            refuse("--cors", "must be an origin such as https://films.example, without a path.");
    }

    private void refuse(String option, String why) {
        throw misuse(option + " " + why);
    }

    private Faults badDay() {
        if (faults == 0) return Faults.NONE;
        return new Faults(
                faults, faultSeed == null ? new SecureRandom().nextInt(1_000_000) : faultSeed);
    }

    private ParameterException misuse(String message) {
        return new ParameterException(spec.commandLine(), message);
    }

    // Being told to stop is no failure: the code is 0, where Java's own would be 130 or 143.
    private static void onSignal(Stack stack) {
        Runtime.getRuntime()
                .addShutdownHook(
                        new Thread(
                                () -> {
                                    stack.close();
                                    Runtime.getRuntime().halt(0);
                                }));
    }

    private void say(String line) {
        var out = spec.commandLine().getOut();
        out.println(line);
        out.flush();
    }

    private void welcome(Stack stack) {
        var out = printer;
        out.println("Open Encoder is ready at " + stack.api());
        out.println();
        out.println("Encode a film:     openencoder encode film.mp4, in this folder");
        out.println(
                "Or with your own:  curl %s/api/register -H 'Content-Type: application/json' \\"
                        .formatted(stack.api()));
        out.println(
                "                     -d '{\"username\":\"foo@bar.com\",\"password\":\"%s\"}'"
                        .formatted(stack.opened().isPresent() ? "correct horse battery" : "baz"));
        stack.opened().ifPresent(open -> warnOpen(out, open));
        out.println("Where things are:  " + stack.endpointsFile());
        out.println("What went wrong:   " + stack.logs().resolve(LogFile.NAME));
        out.println("What workers say:  " + stack.logs());
        out.println("Stop with Ctrl-C.");
        out.flush();
    }

    private void warnOfWorker(String lastWords) {
        var out = printer;
        out.println("A worker cannot work here, and is not started again:");
        out.println(lastWords.indent(2).stripTrailing());
        out.flush();
    }

    private static void warnOpen(PrintWriter out, URI open) {
        out.println("Open to others:    %s".formatted(open));
        out.println(
                "                   All who reach this machine there may ask the API and, by its"
                        + " links, load and bring films; without TLS. An admin activates new"
                        + " accounts: register the first one without --host.");
    }

    private void warn(Stack stack, Faults made) {
        var out = printer;
        out.println(
                "%s %% of all calls to DynamoDB, SQS and S3 go wrong. The same again: --faults %s"
                                .formatted(plain(made.percent()), plain(made.percent()))
                        + " --fault-seed "
                        + made.seed());
        out.println("What became of each:  " + stack.callJournal());
        out.flush();
    }

    private static String plain(double number) {
        return number == Math.rint(number) ? Long.toString((long) number) : "" + number;
    }
}
