package openencoder.local.stack;

import openencoder.local.StackProblem;
import openencoder.local.folder.Folders;
import openencoder.media.Sha256;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;

/**
 * DynamoDB Local for a release, which may not bring it: fetched when a stack first starts, checked,
 * and kept in the user's cache. A clone has it among its libraries.
 */
final class AmazonsJar {

    private static final Logger log = LoggerFactory.getLogger(AmazonsJar.class);
    private static final String PLACE = "openencoder.dynamodb";
    private static final Duration LIMIT = Duration.ofMinutes(5);

    private AmazonsJar() {}

    /**
     * @param cache the folder for it
     * @throws StackProblem if it is not there and cannot be fetched
     */
    static void require(Path home, Path cache, Map<String, String> environment) {
        var description = home.resolve("cli/dynamodb.properties");
        if (!Files.exists(description)) return;
        var wanted = read(description);
        var sha256 = wanted.getProperty("sha256");
        var jar = cache.resolve(sha256 + ".jar");
        if (!Files.exists(jar)) {
            var url =
                    environment.getOrDefault("OPENENCODER_DYNAMODB_URL", wanted.getProperty("url"));
            fetch(URI.create(url), sha256, jar);
        }
        System.setProperty(PLACE, jar + File.pathSeparator + sqlite(home));
    }

    private static void fetch(URI url, String sha256, Path jar) {
        log.atInfo().addKeyValue("url", url).log("Fetching Amazon's DynamoDB Local, once");
        try (var http =
                HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NORMAL).build()) {
            var part = Files.createTempFile(Folders.make(jar.getParent()), "dynamodb", ".part");
            try {
                var request = HttpRequest.newBuilder(url).timeout(LIMIT).build();
                var answer = http.send(request, BodyHandlers.ofFile(part));
                if (answer.statusCode() != 200)
                    throw new IOException("the answer is " + answer.statusCode());
                var found = Sha256.of(part);
                if (!found.equals(sha256))
                    throw new IOException("its SHA-256 is %s, not %s".formatted(found, sha256));
                Files.move(part, jar, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(part);
            }
        } catch (IOException failed) {
            throw new StackProblem(
                    ("Amazon's DynamoDB Local, which may not be passed on with Open Encoder, cannot"
                                    + " be fetched from %s: %s. Once there is a network, start"
                                    + " again; OPENENCODER_DYNAMODB_URL names a mirror.")
                            .formatted(url, failed.getMessage()),
                    failed);
        } catch (InterruptedException failed) {
            Thread.currentThread().interrupt();
            throw new StackProblem("Interrupted.", failed);
        }
    }

    private static Path sqlite(Path home) {
        try (var jars = Files.list(home.resolve("cli/target/cli/lib"))) {
            return jars.filter(jar -> jar.getFileName().toString().startsWith("sqlite4java-"))
                    .findFirst()
                    .orElseThrow();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static Properties read(Path file) {
        var read = new Properties();
        try (var in = Files.newInputStream(file)) {
            read.load(in);
            return read;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
