package openencoder.cloud.aws;

import org.eclipse.jetty.server.Handler;
import org.jspecify.annotations.Nullable;

import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * The program in Amazon's jar. Its licence lets it neither be passed on nor changed, so a release
 * finds it elsewhere than among its own libraries: {@code openencoder.dynamodb} is the path of its
 * jar and of SQLite's. Where none is set, both are on the class path.
 */
final class AmazonsProgram implements AutoCloseable {
    private static final String PACKAGE = "software.amazon.dynamodb.services.local.server.";
    private static final ClassLoader LOADER = loader(System.getProperty("openencoder.dynamodb"));

    private final Object tables;
    private final Handler handler;

    private AmazonsProgram(@Nullable Path folder) {
        boolean inMemory = folder == null;
        var path = inMemory ? null : folder.toString();
        boolean sharedByAllAccessKeys = true;
        try {
            tables =
                    type("LocalDynamoDBRequestHandler")
                            .getConstructor(
                                    int.class,
                                    boolean.class,
                                    String.class,
                                    boolean.class,
                                    boolean.class)
                            .newInstance(0, inMemory, path, sharedByAllAccessKeys, false);
            var maker = type("LocalDynamoDBServerHandler").getConstructors()[0];
            handler = (Handler) maker.newInstance(tables, null);
        } catch (ReflectiveOperationException failure) {
            throw new IllegalStateException("DynamoDB Local cannot use " + path, failure);
        }
    }

    static AmazonsProgram inMemory() {
        return new AmazonsProgram(null);
    }

    /** Keeps tables and items in the folder, which is there. */
    static AmazonsProgram in(Path folder) {
        return new AmazonsProgram(folder);
    }

    /** Answers as DynamoDB does. */
    Handler handler() {
        return handler;
    }

    @Override
    public void close() {
        try {
            tables.getClass().getMethod("shutdown").invoke(tables);
        } catch (ReflectiveOperationException failure) {
            throw new IllegalStateException("DynamoDB Local does not stop", failure);
        }
    }

    private static Class<?> type(String name) throws ClassNotFoundException {
        return Class.forName(PACKAGE + name, true, LOADER);
    }

    private static ClassLoader loader(@Nullable String jars) {
        var here = AmazonsProgram.class.getClassLoader();
        if (jars == null) return here;
        var urls = Arrays.stream(jars.split(File.pathSeparator)).map(AmazonsProgram::url);
        return new URLClassLoader("dynamodb-local", urls.toArray(URL[]::new), here);
    }

    private static URL url(String jar) {
        try {
            return Path.of(jar).toUri().toURL();
        } catch (MalformedURLException impossible) {
            throw new IllegalArgumentException(jar, impossible);
        }
    }
}
