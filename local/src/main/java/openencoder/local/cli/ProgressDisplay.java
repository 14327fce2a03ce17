package openencoder.local.cli;

import java.io.PrintWriter;

/** Shows how far a job is: a bar that moves on a terminal, now and then a line elsewhere. */
final class ProgressDisplay {

    private static final int WIDTH = 24;
    private static final double STEP = 10;
    private static final String CLEAR_LINE = "\r\u001b[K";

    private final PrintWriter out;
    private final boolean terminal;
    private String lastStage = "";
    private double nextPercent;
    private boolean barShown;

    ProgressDisplay(PrintWriter out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    static ProgressDisplay on(PrintWriter out) {
        var console = System.console();
        return new ProgressDisplay(out, console != null && console.isTerminal());
    }

    synchronized void show(JobProgress progress) {
        if (terminal) {
            out.print(CLEAR_LINE + bar(progress) + " " + progress);
            barShown = true;
            out.flush();
        } else if (isNews(progress)) {
            out.println(progress.toString().strip());
            out.flush();
        }
    }

    /** Makes room for other lines. */
    synchronized void clear() {
        if (barShown) {
            out.print(CLEAR_LINE);
            out.flush();
            barShown = false;
        }
    }

    private boolean isNews(JobProgress progress) {
        double percent = progress.percent().orElse(0.0);
        if (progress.stage().equals(lastStage) && percent < nextPercent) {
            return false;
        }
        lastStage = progress.stage();
        nextPercent = (Math.floor(percent / STEP) + 1) * STEP;
        return true;
    }

    private static String bar(JobProgress progress) {
        int filled = (int) Math.round(progress.percent().orElse(0.0) / 100 * WIDTH);
        return "[" + "#".repeat(filled) + "-".repeat(WIDTH - filled) + "]";
    }
}
