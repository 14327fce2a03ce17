package openencoder.machines.boot;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;

import openencoder.machines.boot.Downloads.Download;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** Small archives on a server that answers to links and can be told to fail. */
final class Uploads implements AutoCloseable {
    static final String TOKEN = "d0example0machine0id.c2VjcmV0LW9mLWEtbWFjaGluZQ";

    private final Path folder;
    private final HttpServer server;
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final AtomicInteger troubles = new AtomicInteger();

    Uploads(Path folder) throws IOException {
        this.folder = folder;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(
                "/",
                exchange -> {
                    try (exchange) {
                        asked.add(exchange.getRequestURI().toString());
                        if (troubles.getAndDecrement() > 0) {
                            exchange.sendResponseHeaders(503, -1);
                            return;
                        }
                        var name = exchange.getRequestURI().getPath().substring(1);
                        var bytes = Files.readAllBytes(folder.resolve(name));
                        exchange.sendResponseHeaders(200, bytes.length);
                        exchange.getResponseBody().write(bytes);
                    }
                });
        server.start();
    }

    /** What was asked for, in order. */
    List<String> asked() {
        return asked;
    }

    /** The next so many requests are answered with 503. */
    void fail(int requests) {
        troubles.set(requests);
    }

    /** For this machine, with an agent of this name. */
    String userData(String agent) throws Exception {
        var here = Command.run(Map.of(), "sh", "-c", "echo $(uname -s)-$(uname -m)");
        var downloads =
                new Downloads(
                        here.said().strip(),
                        download(agent, agent + ".jar", agent),
                        download("runtime", "bin/java", "runtime"),
                        download("ffmpeg", "ffmpeg.jar", "ffmpeg"));
        return UserData.of(URI.create("https://api.example"), TOKEN, downloads);
    }

    /** Puts another archive where one is expected. */
    void exchange(String name, String file, String content) throws Exception {
        Files.write(folder.resolve(name + ".tar.gz"), archive(file, content));
    }

    private Download download(String name, String file, String content) throws Exception {
        var uploaded = folder.resolve(name + ".tar.gz");
        if (!Files.exists(uploaded)) Files.write(uploaded, archive(file, content));
        var bytes = Files.readAllBytes(uploaded);
        var sha256 = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        var link =
                "http://127.0.0.1:%d/%s.tar.gz?X-Amz-Signature=s"
                        .formatted(server.getAddress().getPort(), name);
        return new Download(URI.create(link), sha256, bytes.length);
    }

    private byte[] archive(String file, String content) throws Exception {
        var tree = Files.createTempDirectory(folder, "archive");
        var path = tree.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, content);
        var made = folder.resolve("made.tar.gz").toString();
        var tar = Command.run(Map.of(), "tar", "-czf", made, "-C", tree.toString(), ".");
        assertThat(tar.exit()).as(tar.said()).isZero();
        return Files.readAllBytes(Path.of(made));
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
