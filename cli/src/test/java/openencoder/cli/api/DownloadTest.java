package openencoder.cli.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;

import openencoder.cli.api.ApiClient.Download;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;

class DownloadTest {

    private static final String ANOTHER = "0".repeat(64);

    @TempDir Path folder;
    private HttpServer storage;
    private int lengthSaid = 4;

    @BeforeEach
    void start() throws IOException {
        storage = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        storage.createContext(
                "/",
                exchange -> {
                    exchange.sendResponseHeaders(200, lengthSaid);
                    exchange.getResponseBody().write("film".getBytes());
                    exchange.close();
                });
        storage.start();
    }

    @AfterEach
    void stop() {
        storage.stop(0);
    }

    @Test
    void a_file_appears_when_it_is_whole() {
        fetch("", folder.resolve("new/film.mp4"));
        assertThat(folder.resolve("new/film.mp4")).hasContent("film");
        assertThat(folder.resolve("new")).isDirectoryContaining("glob:**/film.mp4");
    }

    @Test
    void what_is_not_what_it_was_said_to_be_leaves_nothing() {
        assertThatThrownBy(() -> fetch(ANOTHER, folder.resolve("x.mp4")))
                .isInstanceOf(ApiProblem.class)
                .hasMessage("x.mp4 did not arrive whole.");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void a_content_that_breaks_off_leaves_nothing() {
        lengthSaid = 9;
        assertThatThrownBy(() -> fetch("", folder.resolve("x.mp4")))
                .isInstanceOf(ApiProblem.class)
                .hasMessageStartingWith("x.mp4 could not be fetched: ");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void a_disk_that_is_full_is_told_in_one_line() {
        // Everything that is written to it finds no room.
        assertThatThrownBy(() -> fetch("", full()))
                .isInstanceOf(WriteFailed.class)
                .hasMessageContaining("No space left on device")
                .hasMessageNotContaining("\n");
    }

    private Path full() {
        try {
            Files.createSymbolicLink(folder.resolve("film.mp4.part"), Path.of("/dev/full"));
            return folder.resolve("film.mp4");
        } catch (IOException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private void fetch(String sha256, Path file) {
        var uri = URI.create("http://127.0.0.1:" + storage.getAddress().getPort() + "/film");
        try (var client = new ApiClient(uri, TokenSource.NONE)) {
            client.download(new Download(uri, sha256), file, _ -> {});
        }
    }
}
