package openencoder.web.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * Worlds whose function comes from the zip that is deployed, with every class that it needs. Of
 * what else is on the class path, they find only what they are made of.
 */
public final class Zipped implements Supplier<UnaryOperator<String>> {
    private final ClassLoader loader;
    private final Supplier<?> worlds;

    private Zipped(ClassLoader loader, Supplier<?> worlds) {
        this.loader = loader;
        this.worlds = worlds;
    }

    /**
     * @param zip as it was built
     * @param folder an empty one, to unpack the zip into
     * @param worlds makes them of the zip's function; has a constructor without parameters
     * @param parts of which they are made beside the zip: a class of each jar
     */
    public static Zipped of(
            Path zip,
            Path folder,
            Class<? extends Supplier<Replay.World>> worlds,
            Class<?>... parts) {
        try {
            var urls = unpacked(zip, folder);
            urls.add(source(worlds));
            urls.add(source(Replay.class));
            for (var part : parts) urls.add(source(part));
            var loader =
                    new URLClassLoader(
                            urls.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
            var constructor = loader.loadClass(worlds.getName()).getDeclaredConstructor();
            constructor.setAccessible(true);
            return new Zipped(loader, (Supplier<?>) constructor.newInstance());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }

    private static ArrayList<URL> unpacked(Path zip, Path folder) throws IOException {
        try (var files = FileSystems.newFileSystem(zip);
                var jars = Files.list(files.getPath("lib"))) {
            var urls = new ArrayList<URL>();
            for (var jar : jars.sorted().toList()) {
                var file = folder.resolve(jar.getFileName().toString());
                urls.add(url(Files.copy(jar, file)));
            }
            return urls;
        }
    }

    private static URL url(Path file) throws MalformedURLException {
        return file.toUri().toURL();
    }

    private static URL source(Class<?> type) {
        return type.getProtectionDomain().getCodeSource().getLocation();
    }

    @Override
    public UnaryOperator<String> get() {
        var world = (UnaryOperator<?>) within(worlds);
        return event -> (String) within(() -> answer(world, event));
    }

    @SuppressWarnings("unchecked")
    private static Object answer(UnaryOperator<?> world, String event) {
        return ((UnaryOperator<String>) world).apply(event);
    }

    // Libraries look for their services through the thread's loader.
    private Object within(Supplier<?> work) {
        var thread = Thread.currentThread();
        var before = thread.getContextClassLoader();
        thread.setContextClassLoader(loader);
        try {
            return work.get();
        } finally {
            thread.setContextClassLoader(before);
        }
    }
}
