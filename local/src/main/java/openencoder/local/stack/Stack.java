package openencoder.local.stack;

import openencoder.aws.client.AwsClients;
import openencoder.cloud.digitalocean.host.HostSettings;
import openencoder.cloud.template.FunctionResource;
import openencoder.cloud.template.Template;
import openencoder.local.StackProblem;
import openencoder.local.folder.FolderLock;
import openencoder.local.folder.Folders;
import openencoder.local.folder.UserCache;
import openencoder.local.gateway.Gateway;
import openencoder.local.gateway.GatewayPlace;
import openencoder.local.keys.SigningKeyFiles;
import openencoder.local.lambda.Function;
import openencoder.local.lambda.FunctionPool;
import openencoder.local.lambda.InvocationException;
import openencoder.local.worker.WorkerCrew;
import openencoder.local.worker.WorkerProcess;
import openencoder.local.worker.WorkerProgram;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The system, running on this machine on one data folder. */
public final class Stack implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Stack.class);

    private final StackSettings settings;
    private final InstantSource clock = InstantSource.system();
    private final Deque<AutoCloseable> toClose = new ArrayDeque<>();
    private final List<FunctionPool> warm = new ArrayList<>();
    private final List<FunctionPool> cold = new ArrayList<>();
    private DropletCloud machines;
    private Optional<MachineArtifacts> artifacts = Optional.empty();
    private @Nullable ServerSocket portClaim;
    private Gateway gateway;
    private StackUser ownUser;
    private WorkerCrew crew;

    private Stack(StackSettings settings) {
        this.settings = settings;
    }

    /**
     * @throws StackProblem if it cannot start; nothing is left running then
     */
    public static Stack start(StackSettings settings) {
        var stack = new Stack(settings);
        try {
            stack.start();
            return stack;
        } catch (RuntimeException failure) {
            stack.close();
            throw failure;
        }
    }

    /** Where the API answers. */
    public URI api() {
        return gateway.uri();
    }

    /** A token for the API that counts for half an hour at the least; ask again for a later one. */
    public String token() {
        return ownUser.token();
    }

    /** Why workers ended that will not be started again, once none is left. */
    public Optional<String> whyNothingWorks() {
        return crew == null ? Optional.empty() : crew.whyNothingWorks();
    }

    /** Where others reach the API, if they do. */
    public Optional<URI> opened() {
        return gateway.opened();
    }

    /** Where {@code endpoints.json} is. */
    public Path endpointsFile() {
        return settings.data().resolve(EndpointsFile.NAME);
    }

    /**
     * Waits until the functions that start at once can answer.
     *
     * @throws StackProblem if one does not start
     */
    public void awaitReady() {
        for (var pool : warm) {
            try {
                pool.awaitFirst();
            } catch (InvocationException failure) {
                throw new StackProblem(failure.getMessage() + ": " + rootCause(failure), failure);
            }
        }
    }

    /** Starts the other functions, and what machines load, in the background. */
    public void startTheRest() {
        Thread.ofPlatform()
                .daemon()
                .name("rest-of-the-stack")
                .start(
                        () -> {
                            cold.forEach(FunctionPool::start);
                            artifacts.ifPresent(MachineArtifacts::prepare);
                        });
    }

    private static Throwable rootCause(Throwable failure) {
        var cause = failure;
        while (cause.getCause() != null) cause = cause.getCause();
        return cause;
    }

    /** The folder with what functions and workers print. */
    public Path logs() {
        return settings.data().resolve("logs");
    }

    /** The file that lists each call to AWS; there if faults are made. */
    public Path callJournal() {
        return logs().resolve(CallLog.NAME);
    }

    private void start() {
        var data = settings.data();
        toClose.push(FolderLock.take(data));
        var processes = new RunningProcesses(data);
        processes.endLeftovers();
        var endpoints = new EndpointsFile(data);
        endpoints.remove();
        claimPort();
        if (settings.fresh()) forget(data);
        Folders.make(logs());

        var keys = SigningKeyFiles.filled(data);
        var cache = opened(UserCache.open(System.getenv()));
        AmazonsJar.require(settings.home(), cache.resolve("dynamodb"), System.getenv());
        var aws = opened(LocalAws.start(data, settings.reach().host()));
        var asFound = settings.faults().areMade() ? broken(aws) : aws.endpoints();
        var read = Template.read(settings.home().resolve("template.yaml"));
        var values = LocalNames.values(read, asFound, keys, settings.reach());
        var children = new Children(processes);
        machines = opened(startMachines(read.with(values), asFound, children));
        var template =
                read.with(
                        LocalNames.withMachines(
                                values,
                                machines.token(),
                                machines.digitalOcean().uri().toString(),
                                machines.front().uri().toString()));
        if (settings.machines())
            artifacts =
                    Optional.of(
                            opened(
                                    new MachineArtifacts(
                                            settings.home(), aws.endpoints(), template)));
        // They need no table before the first request.
        var functions = functions(template, asFound, cache.resolve("functions"));
        var environment = aws.endpoints().environment();
        try (var clients = new AwsClients(environment)) {
            new Provisioning(clients).provide(template);
            ownUser = opened(new StackUser(clients, environment, template, keys, clock));
        }
        gateway = opened(startGateway(template, functions));
        opened(new Timetable(functions, clock)).start(template.schedules(), settings.every());

        toClose.push(endpoints::remove);
        endpoints.write(LocalNames.endpoints(api(), token(), aws.endpoints(), machines, template));
        ownUser.keepFresh(endpoints::tokenIs);
        crew =
                opened(
                        new WorkerCrew(
                                WorkerProgram.libraries(settings.home()),
                                WorkerEnvironment.of(asFound, template, data.resolve("work")),
                                logs(),
                                workers -> {
                                    children.workersAre(
                                            workers.stream().map(WorkerProcess::handle).toList());
                                    endpoints.workersAre(
                                            workers.stream().map(Stack::endpoint).toList());
                                },
                                settings.unusable()));
        crew.start(settings.workers());
    }

    // A taken port is told before all else.
    private void claimPort() {
        if (settings.port() == 0) return;
        try {
            portClaim =
                    opened(new ServerSocket(settings.port(), 1, InetAddress.getLoopbackAddress()));
        } catch (IOException taken) {
            throw portTaken(taken);
        }
    }

    private StackProblem portTaken(IOException failure) {
        return new StackProblem(
                "Port %d is taken; choose another with --port, or --port 0 for any free one."
                        .formatted(settings.port()),
                failure);
    }

    private static void forget(Path data) {
        for (var part : List.of("dynamodb", "sqs", "s3", "keys", "work", "logs", "digitalocean"))
            Folders.remove(data.resolve(part));
    }

    private AwsEndpoints broken(LocalAws aws) {
        return opened(FaultyAws.before(aws.endpoints(), settings.faults(), callJournal(), clock))
                .endpoints();
    }

    private DropletCloud startMachines(Template template, AwsEndpoints aws, Children children) {
        var host =
                new HostSettings(
                        WorkerEnvironment.ofDroplet(), Optional.of(logs()), children::dropletsAre);
        return DropletCloud.start(settings.data(), aws, template.policyOf("WorkerRole"), host);
    }

    private Map<String, Function> functions(Template template, AwsEndpoints aws, Path cache) {
        var functions = new LinkedHashMap<String, Function>();
        for (var function : template.functions()) {
            var environment = new HashMap<>(aws.environment());
            environment.put("AWS_ENDPOINT_URL_STS", machines.sts().uri().toString());
            environment.putAll(function.environment());
            var pool = start(function, cache, environment);
            functions.put(function.name(), afterArtifacts(function, pool));
        }
        return functions;
    }

    // What rents machines finds there what they load.
    private Function afterArtifacts(FunctionResource function, FunctionPool pool) {
        if (artifacts.isEmpty() || !function.environment().containsKey("ARTIFACTS_BUCKET"))
            return pool;
        return (requestId, event) -> {
            artifacts.get().prepare();
            return pool.invoke(requestId, event);
        };
    }

    private FunctionPool start(
            FunctionResource function, Path cache, Map<String, String> environment) {
        if (!Files.isRegularFile(function.code()))
            throw new StackProblem(
                    "%s is missing; build it with ./mvnw package.".formatted(function.code()));
        var pool = opened(FunctionPool.of(function, cache, environment, clock));
        var isWarm = settings.warm().test(function.name());
        (isWarm ? warm : cold).add(pool);
        if (isWarm) pool.warmUp();
        return pool;
    }

    private Gateway startGateway(Template template, Map<String, Function> functions) {
        try {
            if (portClaim != null) portClaim.close();
            var place = GatewayPlace.at(settings.port(), settings.reach().host());
            return Gateway.start(place, template.routes(), template.cors(), functions, clock);
        } catch (BindException failure) {
            throw portTaken(failure);
        } catch (IOException failed) {
            throw new StackProblem("The API cannot be served: " + failed.getMessage(), failed);
        }
    }

    private static EndpointsFile.Worker endpoint(WorkerProcess worker) {
        return new EndpointsFile.Worker(worker.id(), worker.handle().pid());
    }

    private <T extends AutoCloseable> T opened(T part) {
        toClose.push(part);
        return part;
    }

    /** Ends everything, workers first. Closing again does nothing. */
    @Override
    public synchronized void close() {
        while (!toClose.isEmpty()) {
            var part = toClose.pop();
            try {
                part.close();
            } catch (Exception failure) {
                log.atWarn()
                        .addKeyValue("part", part.getClass().getSimpleName())
                        .setCause(failure)
                        .log("Does not stop cleanly");
            }
        }
    }
}
