package openencoder.worker.sandbox;

import openencoder.worker.bundled.FfmpegTools;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * Tries to break out of a child's bounds by FFmpeg itself: reads a file, writes one, calls a port
 * of this machine, and reads the worker's environment, all outside.
 */
final class SandboxTrial {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final int ENOUGH = 64 * 1024;

    private final FfmpegTools tools;
    private final Path root;

    /**
     * @param root a folder to try things in, where the worker's own folders are
     */
    SandboxTrial(FfmpegTools tools, Path root) {
        this.tools = tools;
        this.root = root;
    }

    /**
     * @return what holds; empty if FFmpeg does not even run so
     */
    Optional<Holding> of(Protections protections) {
        try {
            var outside = Files.createTempDirectory(Files.createDirectories(root), ".trial");
            try {
                return new Attempt(protections, outside).holding();
            } finally {
                remove(outside);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static void remove(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList())
                Files.deleteIfExists(file);
        }
    }

    private final class Attempt {
        private final String secret = UUID.randomUUID().toString();
        private final Protections protections;
        private final Path outside;
        private final Path inside;
        private final Path source;
        private final AtomicBoolean isCalled = new AtomicBoolean();

        Attempt(Protections protections, Path outside) throws IOException {
            this.protections = protections;
            this.outside = outside;
            inside = Files.createDirectory(outside.resolve("inside"));
            source = write("source", "rw-r--r--");
            // the folder alone must not be what keeps a user of its own out
            Files.setPosixFilePermissions(outside, PosixFilePermissions.fromString("rwxr-xr-x"));
        }

        private Path write(String name, String permissions) throws IOException {
            var file = Files.writeString(outside.resolve(name), secret);
            return Files.setPosixFilePermissions(
                    file, PosixFilePermissions.fromString(permissions));
        }

        Optional<Holding> holding() throws IOException {
            var open = write("open", "rw-r--r--");
            var closed = write("closed", "rw-------");
            var escaped = outside.resolve("escaped");
            var environment = "/proc/%d/environ".formatted(ProcessHandle.current().pid());
            try (var port = listen()) {
                var works = begin(() -> says("file:" + source) && makes(inside.resolve("made")));
                var files = begin(() -> !says("file:" + open));
                var privateFiles = begin(() -> !says("file:" + closed));
                var writing = begin(() -> !makes(escaped));
                var network = begin(() -> isUncalled(port.getLocalPort()));
                var shut = begin(() -> output("file:" + environment).isEmpty());
                if (!works.join()) return Optional.empty();
                return Optional.of(
                        new Holding(
                                files.join(),
                                privateFiles.join(),
                                writing.join(),
                                network.join(),
                                shut.join()));
            } catch (CompletionException _) {
                return Optional.empty();
            }
        }

        private ServerSocket listen() throws IOException {
            var port = new ServerSocket(0, 8, InetAddress.getLoopbackAddress());
            Thread.ofVirtual()
                    .start(
                            () -> {
                                try (var caller = port.accept()) {
                                    isCalled.set(true);
                                } catch (IOException _) {
                                    // closed: no call came
                                }
                            });
            return port;
        }

        private boolean isUncalled(int port) throws InterruptedException {
            output("tcp://127.0.0.1:" + port + "?timeout=2000000");
            return !isCalled.get();
        }

        private boolean says(String input) throws InterruptedException {
            return output(input).contains(secret);
        }

        private boolean makes(Path file) throws InterruptedException {
            run("file:" + source, "file:" + file);
            return Files.exists(file);
        }

        private String output(String input) throws InterruptedException {
            return run(input, "pipe:1");
        }

        private String run(String input, String output) throws InterruptedException {
            var command = new ArrayList<String>();
            command.add(tools.ffmpeg().toString());
            command.addAll(List.of("-v", "quiet", "-f", "data", "-i", input, "-map", "0"));
            command.addAll(List.of("-c", "copy", "-f", "data", "-y", output));
            var bounds =
                    new Bounds(
                            inside, true, List.of(source), ENOUGH, protections.memory(), TIMEOUT);
            var said = new Beginning();
            try (var child =
                    Child.start(protections, bounds, command, tools.environment(), said, _ -> {})) {
                child.waitFor(TIMEOUT);
            }
            return said.text;
        }
    }

    private static final class Beginning implements Consumer<InputStream> {
        private volatile String text = "";

        @Override
        public void accept(InputStream stream) {
            try {
                text = new String(stream.readNBytes(ENOUGH), StandardCharsets.ISO_8859_1);
            } catch (IOException _) {
                // the pipe of a killed process may break at any byte
            }
        }
    }

    // Each on a thread of its own, which lives as long as the child that it starts.
    private static CompletableFuture<Boolean> begin(Callable<Boolean> question) {
        var answer = new CompletableFuture<Boolean>();
        Thread.ofPlatform()
                .daemon()
                .name("sandbox trial")
                .start(
                        () -> {
                            try {
                                answer.complete(question.call());
                            } catch (Exception failed) {
                                answer.completeExceptionally(failed);
                            }
                        });
        return answer;
    }
}
