package openencoder.aws.client;

import software.amazon.awssdk.utils.SdkAutoCloseable;

import java.util.function.Consumer;
import java.util.function.Supplier;

/** Made when first asked for, so that a program pays only for the clients it uses. */
final class Lazy<T extends SdkAutoCloseable> implements SdkAutoCloseable {
    private final Supplier<T> maker;
    private T made;

    Lazy(Supplier<T> maker) {
        this.maker = maker;
    }

    synchronized T get() {
        if (made == null) made = maker.get();
        return made;
    }

    synchronized void ifMade(Consumer<T> use) {
        if (made != null) use.accept(made);
    }

    @Override
    public synchronized void close() {
        if (made != null) made.close();
    }
}
