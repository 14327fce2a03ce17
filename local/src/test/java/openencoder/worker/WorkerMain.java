package openencoder.worker;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;

/** Stands in for the agent: says what it finds in its environment, then waits for its parent. */
public final class WorkerMain {

    private WorkerMain() {}

    public static void main(String... arguments) throws IOException, InterruptedException {
        System.out.println(new TreeSet<>(System.getenv().keySet()));
        System.out.println(System.getenv("WORKER_ID") + " " + List.of(arguments));
        var reason = System.getenv("UNUSABLE");
        if (reason != null) {
            System.err.println(reason);
            System.exit(2);
        }
        if ("yes".equals(System.getenv("DEAF")))
            Runtime.getRuntime().addShutdownHook(new Thread(WorkerMain::sleepLong));
        if ("yes".equals(System.getenv("WITH_CHILD"))) new ProcessBuilder("sleep", "60").start();
        while (System.in.read() >= 0) Thread.onSpinWait();
        System.out.println("parent gone " + Arrays.toString(arguments));
    }

    private static void sleepLong() {
        try {
            Thread.sleep(60_000);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
