package openencoder.worker;

import openencoder.worker.agent.BadSetting;
import openencoder.worker.ffmpeg.TimeAllowance;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Function;

/**
 * What a worker is told by its environment, apart from where AWS is.
 *
 * @param id WORKER_ID, or else the host's name and the process id
 * @param workFolder WORK_DIR
 * @param sourceBucket SOURCE_BUCKET, for sources that name no bucket
 * @param destinationBucket DESTINATION_BUCKET, likewise, and where files wait to be published
 * @param lease LEASE_SECONDS, 6 to 900: how long a silent worker keeps its job
 * @param drain DRAIN_SECONDS, 1 to 3600: how long a worker that is told to end may take
 * @param stall STALL_SECONDS: how long FFmpeg may make no progress
 * @param encodeTime ENCODE_FLOOR_SECONDS, ENCODE_TIMES_SOURCE and ENCODE_SECONDS: how long FFmpeg
 *     may take for a job
 * @param largestSource MAX_SOURCE_BYTES
 * @param longestSource MAX_SOURCE_SECONDS, half a day unless set
 * @param memory MEMORY_LIMIT_BYTES that FFmpeg may use, 0 or from 256 MiB; 0, seven tenths of the
 *     machine's
 * @param requiresSandbox REQUIRE_SANDBOX: true if the worker is not to start where FFmpeg could
 *     reach files or the network
 * @param threads THREADS for an encoder whose preset does not say; 0, as many as suit the machine's
 *     cores
 * @param endsWithParent whether EXIT_WITH_PARENT is stdin: the end of stdin ends the worker
 */
public record WorkerSettings(
        String id,
        Path workFolder,
        String sourceBucket,
        String destinationBucket,
        Duration lease,
        Duration drain,
        Duration stall,
        TimeAllowance encodeTime,
        long largestSource,
        Duration longestSource,
        OptionalLong memory,
        boolean requiresSandbox,
        int threads,
        boolean endsWithParent) {

    private static final long LEAST_MEMORY = 256L << 20;

    static WorkerSettings from(Map<String, String> environment) {
        var read = new Reader(environment);
        return new WorkerSettings(
                read.text("WORKER_ID", host() + "-" + ProcessHandle.current().pid()),
                read.path("WORK_DIR", System.getProperty("java.io.tmpdir") + "/openencoder"),
                read.required("SOURCE_BUCKET", "the name of a bucket"),
                read.required("DESTINATION_BUCKET", "the name of a bucket"),
                Duration.ofSeconds(read.number("LEASE_SECONDS", 60, 6, 900)),
                Duration.ofSeconds(read.number("DRAIN_SECONDS", 10, 1, 3_600)),
                Duration.ofSeconds(read.number("STALL_SECONDS", 600, 1, 86_400)),
                new TimeAllowance(
                        Duration.ofSeconds(read.number("ENCODE_FLOOR_SECONDS", 1_800, 1, 86_400)),
                        (int) read.number("ENCODE_TIMES_SOURCE", 200, 1, 100_000),
                        Duration.ofSeconds(read.number("ENCODE_SECONDS", 39_600, 1, 86_400))),
                read.number("MAX_SOURCE_BYTES", 50_000_000_000L, 1, Long.MAX_VALUE),
                Duration.ofSeconds(read.number("MAX_SOURCE_SECONDS", 43_200, 1, 604_800)),
                read.memory("MEMORY_LIMIT_BYTES"),
                read.isTrue("REQUIRE_SANDBOX"),
                (int) read.number("THREADS", 0, 0, 64),
                read.isStdin("EXIT_WITH_PARENT"));
    }

    static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException _) {
            return "localhost";
        }
    }

    private record Reader(Map<String, String> environment) {
        String text(String name, String otherwise) {
            var value = environment.getOrDefault(name, "").strip();
            return value.isEmpty() ? otherwise : value;
        }

        String required(String name, String right) {
            var value = text(name, "");
            if (value.isEmpty()) throw new BadSetting(name, value, right);
            return value;
        }

        Path path(String name, String otherwise) {
            return parsed(
                    name,
                    otherwise,
                    "a folder",
                    value -> Path.of(value).toAbsolutePath().normalize());
        }

        long number(String name, long otherwise, long least, long most) {
            var right = "a whole number from %d to %d".formatted(least, most);
            var number = parsed(name, Long.toString(otherwise), right, Long::parseLong);
            if (number < least || number > most)
                throw new BadSetting(name, Long.toString(number), right);
            return number;
        }

        OptionalLong memory(String name) {
            var bytes = number(name, 0, 0, Long.MAX_VALUE);
            if (bytes > 0 && bytes < LEAST_MEMORY)
                throw new BadSetting(name, Long.toString(bytes), "0 or at least " + LEAST_MEMORY);
            return bytes == 0 ? OptionalLong.empty() : OptionalLong.of(bytes);
        }

        boolean isTrue(String name) {
            return switch (text(name, "false")) {
                case "true" -> true;
                case "false" -> false;
                case String value -> throw new BadSetting(name, value, "true or false");
            };
        }

        boolean isStdin(String name) {
            var value = text(name, "");
            if (!value.isEmpty() && !value.equals("stdin"))
                throw new BadSetting(name, value, "stdin, or not set");
            return value.equals("stdin");
        }

        private <T> T parsed(
                String name, String otherwise, String right, Function<String, T> parse) {
            var value = text(name, otherwise);
            try {
                return parse.apply(value);
            } catch (NumberFormatException | InvalidPathException _) {
                throw new BadSetting(name, value, right);
            }
        }
    }
}
