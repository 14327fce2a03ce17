package openencoder.local.lambda;

import openencoder.cloud.template.FunctionResource;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;

/** One started handler; not to be given two events at once. */
final class FunctionInstance implements AutoCloseable {

    private final FunctionResource function;
    private final URLClassLoader loader;
    private final Object handler;
    private final Method handle;

    private FunctionInstance(
            FunctionResource function, URLClassLoader loader, Object handler, Method handle) {
        this.function = function;
        this.loader = loader;
        this.handler = handler;
        this.handle = handle;
    }

    /**
     * Starts the handler: what Lambda calls the init phase.
     *
     * @param cache the folder for what is unpacked of functions' zips
     * @param environment what the handler gets instead of this process's
     */
    static FunctionInstance start(
            FunctionResource function, Path cache, Map<String, String> environment)
            throws ReflectiveOperationException {
        var loader = FunctionLoader.of(function.name(), function.code(), cache);
        var parts = function.handler().split("::");
        return within(
                loader,
                () -> {
                    var type = Class.forName(parts[0], true, loader);
                    var handler = type.getConstructor(Map.class).newInstance(environment);
                    var handle = streamMethod(type, parts.length > 1 ? parts[1] : "handleRequest");
                    return new FunctionInstance(function, loader, handler, handle);
                });
    }

    byte[] handle(LambdaInvocation invocation, byte[] event) throws ReflectiveOperationException {
        return within(
                loader,
                () -> {
                    var answer = new ByteArrayOutputStream();
                    handle.invoke(
                            handler,
                            new ByteArrayInputStream(event),
                            answer,
                            invocation.contextFor(handle.getParameterTypes()[2], function));
                    return answer.toByteArray();
                });
    }

    @Override
    public void close() {
        try {
            loader.close();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static Method streamMethod(Class<?> type, String name) throws NoSuchMethodException {
        return Arrays.stream(type.getMethods())
                .filter(method -> method.getName().equals(name) && !method.isBridge())
                .filter(method -> method.getParameterCount() == 3)
                .filter(method -> method.getParameterTypes()[0] == InputStream.class)
                .filter(method -> method.getParameterTypes()[1] == OutputStream.class)
                .findFirst()
                .orElseThrow(
                        () ->
                                new NoSuchMethodException(
                                        "%s.%s(InputStream, OutputStream, Context)"
                                                .formatted(type.getName(), name)));
    }

    private interface Work<T> {
        T run() throws ReflectiveOperationException;
    }

    // Libraries look for their services through the thread's loader.
    private static <T> T within(ClassLoader loader, Work<T> work)
            throws ReflectiveOperationException {
        var thread = Thread.currentThread();
        var before = thread.getContextClassLoader();
        thread.setContextClassLoader(loader);
        try {
            return work.run();
        } catch (InvocationTargetException failure) {
            throw new InvocationTargetException(
                    failure.getCause(), String.valueOf(failure.getCause()));
        } finally {
            thread.setContextClassLoader(before);
        }
    }
}
