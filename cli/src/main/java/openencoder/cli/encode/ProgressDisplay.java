package openencoder.cli.encode;

import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Shows how far a job is: a bar that moves on a terminal, now and then a line elsewhere. */
final class ProgressDisplay {

    private static final int WIDTH = 24;
    private static final double STEP = 10;
    private static final Duration BETWEEN_LINES = Duration.ofSeconds(1);
    private static final String CLEAR_LINE = "\r\u001b[K";

    private final PrintWriter out;
    private final boolean terminal;
    private final InstantSource clock;
    private String lastStage = "";
    private double nextPercent;
    private Instant notBefore = Instant.MIN;
    private boolean barShown;
    private boolean ended;

    ProgressDisplay(PrintWriter out, boolean terminal, InstantSource clock) {
        this.out = out;
        this.terminal = terminal;
        this.clock = clock;
    }

    static ProgressDisplay on(PrintWriter out) {
        var console = System.console();
        boolean terminal = console != null && console.isTerminal();
        return new ProgressDisplay(out, terminal, InstantSource.system());
    }

    synchronized void show(JobProgress progress) {
        if (ended) return;
        if (terminal) {
            out.print(CLEAR_LINE + bar(progress) + " " + progress);
            barShown = true;
            out.flush();
        } else if (isNews(progress)) {
            out.println(progress.toString().strip());
            out.flush();
        }
    }

    /** Makes room for other lines; shows nothing from here on. */
    synchronized void end() {
        ended = true;
        if (barShown) {
            out.print(CLEAR_LINE);
            out.flush();
        }
    }

    synchronized void end(String lastLine) {
        end();
        out.println(lastLine);
        out.flush();
    }

    private boolean isNews(JobProgress progress) {
        double percent = progress.percent().orElse(0.0);
        boolean sameStage = progress.stage().equals(lastStage);
        var now = clock.instant();
        if (sameStage && (percent < nextPercent || now.isBefore(notBefore))) return false;
        lastStage = progress.stage();
        notBefore = now.plus(BETWEEN_LINES);
        nextPercent = (Math.floor(percent / STEP) + 1) * STEP;
        return true;
    }

    private static String bar(JobProgress progress) {
        int filled = (int) Math.round(progress.percent().orElse(0.0) / 100 * WIDTH);
        return "[" + "#".repeat(filled) + "-".repeat(WIDTH - filled) + "]";
    }
}
