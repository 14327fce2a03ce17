package openencoder.bench;

import java.lang.reflect.InvocationTargetException;
import java.util.Arrays;

/**
 * Runs the main method of one class of this module. The process ends with it, with 1 if it failed,
 * whatever threads its emulators have left.
 */
public final class Run {
    private Run() {}

    /**
     * @param arguments the class, named from this package on, and the arguments for it
     */
    public static void main(String... arguments) throws ReflectiveOperationException {
        var main =
                Class.forName(Run.class.getPackageName() + "." + arguments[0])
                        .getMethod("main", String[].class);
        try {
            main.invoke(null, (Object) Arrays.copyOfRange(arguments, 1, arguments.length));
        } catch (InvocationTargetException failed) {
            failed.getCause().printStackTrace();
            System.exit(1);
        }
        System.exit(0);
    }
}
