package openencoder.local.lambda;

import openencoder.cloud.template.FunctionResource;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * How a function's JVM is started.
 *
 * @param prefix words before its command, such as {@code taskset -c 0}
 */
public record Launch(Kind kind, List<String> prefix) {
    private static final String CLIENT =
            "com.amazonaws.services.lambda.runtime.api.client.AWSLambda";

    /** The ways of AWS. */
    public enum Kind {
        /** Lambda's java25 with a zip. */
        ON_DEMAND,
        /** The same with SnapStart: the hooks run, and the event comes to the primed function. */
        SNAP_START,
        /** A container image, made by {@code functions/image/make}. */
        IMAGE
    }

    public static final Launch ON_DEMAND = of(Kind.ON_DEMAND);

    public static Launch of(Kind kind) {
        return new Launch(kind, List.of());
    }

    public Launch under(String... command) {
        return new Launch(kind, List.of(command));
    }

    /** As {@code AWS_LAMBDA_INITIALIZATION_TYPE} has it. */
    String initializationType() {
        return kind == Kind.SNAP_START ? "snap-start" : "on-demand";
    }

    /**
     * @param client the folder of the runtime interface client's jars
     * @param task what the function was unpacked into; its image
     */
    List<String> command(FunctionResource function, Path client, Path task) {
        var command = new ArrayList<>(prefix);
        if (kind == Kind.IMAGE) {
            command.addAll(List.of(task.resolve("start").toString(), function.handler()));
            return command;
        }
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-XX:+UseSerialGC");
        // The compiler that Lambda's own java25 chooses.
        if (kind == Kind.ON_DEMAND) command.add("-XX:TieredStopAtLevel=1");
        command.addAll(
                List.of(
                        "-Xmx%dm".formatted(function.memory() * 4 / 5),
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-Dorg.crac.Core.Compat=com.amazonaws.services.lambda.crac",
                        "-cp",
                        client.resolve("*").toString(),
                        CLIENT,
                        function.handler()));
        return command;
    }
}
