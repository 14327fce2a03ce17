package openencoder.machines.fleet;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Set;
import java.util.function.BooleanSupplier;

/** Lets a program die between any two of its calls. */
final class Mortal {
    /** No failure that any code handles: the program is gone. */
    static final class Killed extends Error {
        Killed() {
            super("killed", null, false, false);
        }
    }

    /** What is known without a call. */
    private static final Set<String> FACTS = Set.of("id", "billing", "userDataLimit");

    private Mortal() {}

    /**
     * @param dies asked before and after each call
     */
    static <T> T of(Class<T> port, T real, BooleanSupplier dies) {
        var proxy =
                Proxy.newProxyInstance(
                        port.getClassLoader(),
                        new Class<?>[] {port},
                        (_, method, arguments) -> {
                            if (FACTS.contains(method.getName())) return method.invoke(real);
                            if (dies.getAsBoolean()) throw new Killed();
                            try {
                                var answer = method.invoke(real, arguments);
                                if (dies.getAsBoolean()) throw new Killed();
                                return answer;
                            } catch (InvocationTargetException thrown) {
                                throw thrown.getCause();
                            }
                        });
        return port.cast(proxy);
    }
}
