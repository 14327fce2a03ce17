package openencoder.bench.function;

import com.sun.management.ThreadMXBean;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;

/**
 * Calls a handler over and over in this JVM, and prints the median and the 99th percentile in
 * microseconds, and the bytes that a call allocates.
 */
public final class StartProbe {
    private StartProbe() {}

    /**
     * @param arguments the folder of its jars, the handler, the event's file, how often it warms
     *     up, how often it is measured, and the status it must answer
     */
    public static void main(String... arguments) throws Exception {
        var event = Files.readAllBytes(Path.of(arguments[2]));
        var count = Integer.parseInt(arguments[4]);
        var loader = loader(Path.of(arguments[0]));
        Thread.currentThread().setContextClassLoader(loader);
        var handler = Class.forName(arguments[1], true, loader);
        var instance = handler.getConstructor().newInstance();
        var method =
                Arrays.stream(handler.getMethods())
                        .filter(each -> each.getName().equals("handleRequest"))
                        .filter(each -> each.getParameterTypes()[0].equals(InputStream.class))
                        .filter(each -> each.getParameterTypes()[1].equals(OutputStream.class))
                        .findFirst()
                        .orElseThrow();
        var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        var answer = new ByteArrayOutputStream(4096);
        var times = new long[count];
        var allocated = 0L;
        for (var i = -Integer.parseInt(arguments[3]); i < count; i++) {
            answer.reset();
            var input = new ByteArrayInputStream(event);
            var before = threads.getCurrentThreadAllocatedBytes();
            var began = System.nanoTime();
            method.invoke(instance, input, answer, null);
            var took = System.nanoTime() - began;
            if (i < 0) continue;
            times[i] = took;
            allocated += threads.getCurrentThreadAllocatedBytes() - before;
        }
        if (!answer.toString().contains("\"statusCode\":" + arguments[5]))
            throw new IllegalStateException(arguments[1] + " answered " + answer);
        Arrays.sort(times);
        System.out.printf(
                "%n%.1f %.1f %d%n",
                times[count / 2] / 1e3, times[count * 99 / 100] / 1e3, allocated / count);
        System.exit(0);
    }

    private static ClassLoader loader(Path lib) throws Exception {
        var jars = new ArrayList<URL>();
        try (var files = Files.list(lib)) {
            for (var jar : files.sorted().toList()) jars.add(jar.toUri().toURL());
        }
        return new URLClassLoader(jars.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
    }
}
