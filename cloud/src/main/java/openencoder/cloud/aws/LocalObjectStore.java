package openencoder.cloud.aws;

import org.gaul.s3proxy.BlobStores;
import org.gaul.s3proxy.CrossOriginResourceSharing;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.TimeoutException;

/**
 * S3Proxy, an S3 server that checks signatures. An object is the plain file {@code
 * folder/bucket/key}; the secret is new at every start. Clients must use path-style addresses.
 */
public final class LocalObjectStore implements AutoCloseable {

    private static final String ACCESS_KEY_ID = "openencoder";
    private static final String LOOPBACK = "127.0.0.1";
    private static final long STOP_MILLIS = 500;

    private final S3Proxy server;
    private final Path folder;
    private final AwsEndpoint endpoint;
    private final Runnable afterClose;

    private LocalObjectStore(
            S3Proxy server, String host, Path folder, String secret, Runnable afterClose) {
        this.server = server;
        this.folder = folder;
        this.afterClose = afterClose;
        this.endpoint = AwsEndpoint.signed(host, server.getPort(), ACCESS_KEY_ID, secret);
    }

    /** Keeps buckets in a folder of its own, removed on close. */
    public static LocalObjectStore temporary() {
        try {
            var folder = Files.createTempDirectory("openencoder-s3-");
            return start(LOOPBACK, folder, () -> delete(folder));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Keeps buckets in the folder, which is made if it is missing. */
    public static LocalObjectStore in(Path folder) {
        return at(LOOPBACK, folder);
    }

    /**
     * As {@link #in}, but where others reach it.
     *
     * @param host a name or address of this machine; an IPv6 address stands in brackets
     */
    public static LocalObjectStore at(String host, Path folder) {
        return start(host, folder, () -> {});
    }

    private static LocalObjectStore start(String host, Path folder, Runnable afterClose) {
        var secret = newSecret();
        var server =
                S3Proxy.builder()
                        .blobStore(BlobStores.create("filesystem-nio2", storedIn(folder)))
                        .endpoint(URI.create("http://" + host + ":0"))
                        .awsAuthentication(AuthenticationType.AWS_V2_OR_V4, ACCESS_KEY_ID, secret)
                        .corsRules(anyOriginWithASignature())
                        .ignoreUnknownHeaders(true)
                        .stopTimeout(STOP_MILLIS)
                        .build();
        OneWriterPerKey.guard(server, folder);
        try {
            server.start();
        } catch (Exception failure) {
            throw new IllegalStateException("S3Proxy does not start", failure);
        }
        return new LocalObjectStore(server, host, folder, secret, afterClose);
    }

    public AwsEndpoint endpoint() {
        return endpoint;
    }

    /** Where the buckets are, one folder each. */
    public Path folder() {
        return folder;
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (TimeoutException _) {
            // Requests still running were cut off; the port is free all the same.
        } catch (Exception failure) {
            throw new IllegalStateException("S3Proxy does not stop", failure);
        } finally {
            afterClose.run();
        }
    }

    private static void delete(Path folder) {
        try (var paths = Files.walk(folder)) {
            for (var path : paths.sorted(Comparator.reverseOrder()).toList()) Files.delete(path);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static Properties storedIn(Path folder) {
        try {
            Files.createDirectories(folder);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        var properties = new Properties();
        properties.setProperty("jclouds.filesystem.basedir", folder.toAbsolutePath().toString());
        return properties;
    }

    private static CrossOriginResourceSharing anyOriginWithASignature() {
        return new CrossOriginResourceSharing(
                List.of("*"),
                List.of("GET", "HEAD", "PUT", "POST"),
                List.of("*"),
                List.of("ETag"),
                "");
    }

    private static String newSecret() {
        var bytes = new byte[20];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
