package openencoder.local.lambda;

import openencoder.cloud.template.FunctionResource;

import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/**
 * One event for one function: its JVM starts, answers, and ends.
 *
 * @param client the folder of the runtime interface client's jars
 * @param task the folder for what is unpacked of functions' zips; for an image, the one it is in
 * @param startLimit how long the function may take until it asks for the event
 */
public record FunctionRun(
        FunctionResource function, Path client, Path task, Duration startLimit, Launch launch) {

    /**
     * @param response JSON
     * @param startOnProcessor of its start, the time on processors, which other programs on the
     *     machine do not lengthen
     * @param eventOnProcessor the same of the event
     */
    public record Result(
            byte[] response,
            InvocationReport report,
            Duration startOnProcessor,
            Duration eventOnProcessor) {}

    /** The folder of the client's jars, once it is built. */
    public static Path client(Path home) {
        return home.resolve("shared/lambda-runtime/target/lib");
    }

    /**
     * @param event JSON
     * @param environment besides what Lambda adds; what is in both is taken from here
     * @param log takes what the function prints
     * @param onStart is given what ends the function at once
     * @throws InvocationProblem if there is no answer; the function has ended then, too
     */
    public Result invoke(
            byte[] event,
            Map<String, String> environment,
            OutputStream log,
            Consumer<Runnable> onStart) {
        if (!System.getProperty("os.name").equals("Linux"))
            throw new InvocationProblem(
                    "AWS's runtime client runs on Linux only; elsewhere, sam local invoke has"
                            + " one.");
        if (!Files.isDirectory(client))
            throw new InvocationProblem(
                    "%s is missing; build it with ./mvnw package.".formatted(client));
        var code = code();
        try (var api = RuntimeApi.start(InstantSource.system())) {
            var all =
                    new HashMap<>(
                            LambdaEnvironment.of(
                                    function, code, api.address(), launch.initializationType()));
            all.putAll(environment);
            var command = launch.command(function, client, code);
            long began = System.nanoTime();
            try (var process = FunctionProcess.start(command, code, all, log)) {
                onStart.accept(process::close);
                awaitStart(api, process);
                var init = since(began);
                return answer(api, process, event, init);
            }
        }
    }

    private Path code() {
        if (launch.kind() == Launch.Kind.IMAGE) return task;
        return FunctionZip.unpack(function.code(), task).folder();
    }

    private void awaitStart(RuntimeApi api, FunctionProcess process) {
        if (!isDoneWithin(startLimit, api.started(), process.exit()))
            throw new InvocationProblem(
                    "%s did not ask for an event within %d s."
                            .formatted(function.name(), startLimit.toSeconds()));
        if (!api.started().isDone()) throw ended(process, "before it asked for an event");
        api.started()
                .join()
                .ifPresent(
                        error -> {
                            throw new InvocationProblem(
                                    "%s does not start: %s".formatted(function.name(), error));
                        });
    }

    private Result answer(RuntimeApi api, FunctionProcess process, byte[] event, Duration init) {
        var invocation = Invocation.of(function.name(), event, function.timeout());
        var startOnProcessor = process.processorTime();
        long began = System.nanoTime();
        var ending = api.offer(invocation);
        if (!isDoneWithin(function.timeout(), ending, process.exit()))
            throw new InvocationProblem(
                    "%s took longer than the %d s of its Timeout."
                            .formatted(function.name(), function.timeout().toSeconds()));
        if (!ending.isDone()) throw ended(process, "without an answer");
        var duration = since(began);
        var eventOnProcessor = process.processorTime().minus(startOnProcessor);
        return switch (ending.join()) {
            case InvocationResult.Failed(var error) ->
                    throw new InvocationProblem("%s threw %s".formatted(function.name(), error));
            case InvocationResult.Answered(var response) ->
                    new Result(
                            response,
                            new InvocationReport(
                                    invocation.requestId(),
                                    init,
                                    duration,
                                    function.memory(),
                                    process.mostMemory()),
                            startOnProcessor,
                            eventOnProcessor);
        };
    }

    private InvocationProblem ended(FunctionProcess process, String when) {
        return new InvocationProblem(
                "The JVM of %s ended with status %d %s."
                        .formatted(function.name(), process.exit().join(), when));
    }

    private static boolean isDoneWithin(Duration limit, CompletableFuture<?>... either) {
        try {
            CompletableFuture.anyOf(either).get(limit.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException _) {
            return false;
        } catch (InterruptedException failure) {
            Thread.currentThread().interrupt();
            throw new InvocationProblem("The invocation was interrupted.", failure);
        } catch (ExecutionException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private static Duration since(long nanoTime) {
        return Duration.ofNanos(System.nanoTime() - nanoTime);
    }
}
