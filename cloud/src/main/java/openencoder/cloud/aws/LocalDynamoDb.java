package openencoder.cloud.aws;

import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Amazon's DynamoDB Local. Any access key reaches the same tables. */
public final class LocalDynamoDb implements AutoCloseable {

    private final AmazonsProgram program;
    private final Server server;
    private final AwsEndpoint endpoint;

    private LocalDynamoDb(AmazonsProgram program) {
        this.program = program;
        // The ready-made ServerRunner listens on every address and cannot be told otherwise.
        this.server = new Server();
        var connector = new ServerConnector(server);
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        server.setHandler(program.handler());
        start();
        this.endpoint = AwsEndpoint.unsigned(connector.getLocalPort());
    }

    public static LocalDynamoDb inMemory() {
        return new LocalDynamoDb(AmazonsProgram.inMemory());
    }

    /** Keeps tables and items in the folder, which is made if it is missing. */
    public static LocalDynamoDb in(Path folder) {
        try {
            unpackLibraryIn(Files.createDirectories(folder));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        return new LocalDynamoDb(AmazonsProgram.in(folder));
    }

    /** Not in the system's temporary folder, where each process that is killed leaves one. */
    private static void unpackLibraryIn(Path folder) throws IOException {
        try (var left = Files.newDirectoryStream(folder, "sqlite-*-libsqlite4java.*")) {
            for (var library : left) Files.delete(library);
        }
        System.setProperty("org.sqlite.tmpdir", folder.toAbsolutePath().toString());
    }

    public AwsEndpoint endpoint() {
        return endpoint;
    }

    private void start() {
        try {
            server.start();
        } catch (Exception failure) {
            throw new IllegalStateException("DynamoDB Local does not start", failure);
        }
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception failure) {
            throw new IllegalStateException("DynamoDB Local does not stop", failure);
        } finally {
            program.close();
        }
    }
}
