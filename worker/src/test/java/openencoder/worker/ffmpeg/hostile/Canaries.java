package openencoder.worker.ffmpeg.hostile;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Files that FFmpeg may not read and ports of this machine that it may not call. A read shows in
 * the file's time of last access, or by its content in what it is given to look at.
 */
public final class Canaries implements AutoCloseable {
    private static final FileTime LONG_AGO = FileTime.from(Instant.parse("2001-01-01T00:00:00Z"));
    private static final byte[] ANSWER =
            "HTTP/1.0 404 Nothing\r\nContent-Length: 0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private final String secret = UUID.randomUUID().toString();
    private final List<Path> files;
    private final Path folder;
    private final ServerSocket tcp;
    private final DatagramSocket udp;
    private final List<String> calls = new CopyOnWriteArrayList<>();

    /**
     * @param folder where the files are to be; nothing else may be there
     * @param film a transport stream, to be one of them
     */
    public Canaries(Path folder, Path film) {
        this.folder = folder;
        try {
            var text = Files.writeString(folder.resolve("secret.txt"), secret);
            var key = Files.writeString(folder.resolve("secret.key"), secret.substring(0, 16));
            var pictures = Files.copy(film, folder.resolve("secret.ts"));
            files = List.of(text, key, pictures);
            tcp = new ServerSocket(0, 64, InetAddress.getLoopbackAddress());
            udp = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        Thread.ofVirtual().start(this::answer);
        Thread.ofVirtual().start(this::listen);
        requireThatReadsShow();
    }

    private void requireThatReadsShow() {
        reset();
        try {
            Files.readAllBytes(text());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        if (reads().isEmpty())
            throw new IllegalStateException(
                    folder + " keeps no times of access (noatime); set java.io.tmpdir elsewhere");
        reset();
    }

    public Path text() {
        return files.get(0);
    }

    public Path key() {
        return files.get(1);
    }

    public Path film() {
        return files.get(2);
    }

    public Path folder() {
        return folder;
    }

    public String http() {
        return "http://127.0.0.1:" + tcp.getLocalPort();
    }

    public int port() {
        return tcp.getLocalPort();
    }

    public int udpPort() {
        return udp.getLocalPort();
    }

    /** Forgets what happened so far. */
    public void reset() {
        calls.clear();
        for (var file : files) {
            try {
                var now = FileTime.from(Instant.now().minusSeconds(60));
                Files.getFileAttributeView(file, BasicFileAttributeView.class)
                        .setTimes(now, LONG_AGO, now);
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        }
    }

    /** Which files were read since the last reset. */
    public List<Path> reads() {
        var read = new ArrayList<Path>();
        for (var file : files) {
            try {
                var view = Files.getFileAttributeView(file, BasicFileAttributeView.class);
                if (!view.readAttributes().lastAccessTime().equals(LONG_AGO)) read.add(file);
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        }
        return read;
    }

    /** What came in since the last reset, one line each. */
    public List<String> calls() {
        return List.copyOf(calls);
    }

    /** Whether a text or a file's bytes hold what only a canary file holds. */
    public boolean isIn(String text) {
        return text.contains(secret);
    }

    public boolean isIn(byte[] bytes) {
        return isIn(new String(bytes, StandardCharsets.ISO_8859_1));
    }

    private void answer() {
        while (!tcp.isClosed()) {
            try (var caller = tcp.accept()) {
                calls.add("tcp");
                answer(caller);
            } catch (IOException _) {
                // the caller went, or this test is over
            }
        }
    }

    private static void answer(Socket caller) throws IOException {
        caller.setSoTimeout(200);
        try {
            caller.getInputStream().read(new byte[512]);
        } catch (IOException _) {
            // it only called
        }
        caller.getOutputStream().write(ANSWER);
    }

    private void listen() {
        while (!udp.isClosed()) {
            try {
                udp.receive(new DatagramPacket(new byte[2048], 2048));
                calls.add("udp");
            } catch (IOException _) {
                // this test is over
            }
        }
    }

    @Override
    public void close() throws IOException {
        tcp.close();
        udp.close();
    }
}
