package openencoder.cli.command;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;

/** The terminal that the command was started on, if it was. */
public final class Terminal {

    private static final int USUAL_WIDTH = 80;
    private static final Duration FRESH = Duration.ofSeconds(2);

    private final InstantSource clock = InstantSource.system();
    private Instant freshUntil = Instant.MIN;
    private int width = USUAL_WIDTH;

    /** Whether a person sees what is printed. */
    public static boolean isThere() {
        var console = System.console();
        return console != null && console.isTerminal();
    }

    /** Its columns now, as it may be made wider or narrower. */
    public synchronized int width() {
        var now = clock.instant();
        if (now.isBefore(freshUntil)) return width;
        freshUntil = now.plus(FRESH);
        width = read();
        return width;
    }

    private static int read() {
        int asked = size();
        if (asked > 0) return asked;
        int told = number(System.getenv().getOrDefault("COLUMNS", ""));
        return told > 0 ? told : USUAL_WIDTH;
    }

    private static int size() {
        try {
            var stty =
                    new ProcessBuilder("stty", "size")
                            .redirectInput(new File("/dev/tty"))
                            .redirectError(ProcessBuilder.Redirect.DISCARD)
                            .start();
            if (!stty.waitFor(1, TimeUnit.SECONDS)) {
                stty.destroyForcibly();
                return 0;
            }
            var said = new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            return number(said.strip().replaceFirst("\\d+ ", ""));
        } catch (IOException _) {
            return 0;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return 0;
        }
    }

    private static int number(String text) {
        return text.matches("\\d{1,4}") ? Integer.parseInt(text) : 0;
    }
}
