package openencoder.cli.progress;

import openencoder.cli.command.Terminal;

import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntSupplier;

/**
 * Shows how far several things are at once: a bar for each, which moves on a terminal, now and then
 * a line elsewhere. What is said for good stands above the bars.
 */
public final class ProgressBoard implements AutoCloseable {

    private static final int BAR = 24;
    private static final int NARROW_BAR = 10;
    private static final int NARROW = 70;
    private static final int LABEL = 28;
    private static final int MOST_BARS = 12;
    private static final Duration BETWEEN_FRAMES = Duration.ofMillis(100);
    private static final String CLEAR_BELOW = "\r\u001b[J";

    /**
     * How often a line elsewhere than on a terminal tells of one thing.
     *
     * @param step in percent
     */
    private record Pace(double step, Duration between) {}

    private static final Pace ALONE = new Pace(10, Duration.ofSeconds(1));
    private static final Pace AMONG_OTHERS = new Pace(25, Duration.ofSeconds(10));

    private final PrintWriter out;
    private final boolean terminal;
    private final IntSupplier width;
    private final InstantSource clock;
    private final List<Line> lines = new ArrayList<>();
    private int barsShown;
    private Instant nextFrame = Instant.MIN;
    private boolean ended;

    ProgressBoard(PrintWriter out, boolean terminal, IntSupplier width, InstantSource clock) {
        this.out = out;
        this.terminal = terminal;
        this.width = width;
        this.clock = clock;
    }

    public static ProgressBoard on(PrintWriter out) {
        return new ProgressBoard(
                out, Terminal.isThere(), new Terminal()::width, InstantSource.system());
    }

    /**
     * A thing that is on its way.
     *
     * @param label what it is; empty if it is the only one
     */
    public synchronized Line line(String label) {
        var line = new Line(label);
        lines.add(line);
        return line;
    }

    /** Says something for good. */
    public synchronized void say(String text) {
        if (ended) return;
        wipe();
        out.println(text);
        draw();
        out.flush();
    }

    /** Makes room for other lines; shows nothing from here on. */
    @Override
    public synchronized void close() {
        if (ended) return;
        ended = true;
        wipe();
        out.flush();
    }

    public synchronized void close(String lastLine) {
        if (ended) return;
        close();
        out.println(lastLine);
        out.flush();
    }

    private void wipe() {
        if (barsShown == 0) return;
        out.print((barsShown > 1 ? "\u001b[%dA".formatted(barsShown - 1) : "") + CLEAR_BELOW);
        barsShown = 0;
    }

    private void draw() {
        if (!terminal || ended) return;
        int columns = width.getAsInt() - 1;
        var moving = lines.stream().filter(line -> line.progress != null).toList();
        var texts =
                new ArrayList<>(
                        moving.stream()
                                .limit(MOST_BARS)
                                .map(line -> Columns.cut(line.bar(columns), columns))
                                .toList());
        if (moving.size() > MOST_BARS)
            texts.add(Columns.cut("and %d more".formatted(moving.size() - MOST_BARS), columns));
        out.print(String.join("\n", texts));
        barsShown = texts.size();
        nextFrame = clock.instant().plus(BETWEEN_FRAMES);
    }

    /** One thing's place on the board. */
    public final class Line implements AutoCloseable {
        private final String label;
        private JobProgress progress;
        private String lastStage = "";
        private double nextPercent;
        private Instant notBefore = Instant.MIN;

        private Line(String label) {
            this.label = label;
        }

        public void show(JobProgress now) {
            synchronized (ProgressBoard.this) {
                if (ended) return;
                boolean isNew = progress == null;
                progress = now;
                if (terminal) {
                    if (!isNew && clock.instant().isBefore(nextFrame)) return;
                    wipe();
                    draw();
                    out.flush();
                } else if (isNews(now)) {
                    out.println(labelled(now.toString().strip()));
                    out.flush();
                }
            }
        }

        /** It is over; takes its bar away. */
        @Override
        public void close() {
            synchronized (ProgressBoard.this) {
                lines.remove(this);
                if (ended || !terminal) return;
                wipe();
                draw();
                out.flush();
            }
        }

        private String labelled(String text) {
            return label.isEmpty() ? text : label + ": " + text;
        }

        private boolean isNews(JobProgress now) {
            var pace = label.isEmpty() ? ALONE : AMONG_OTHERS;
            double percent = now.percent().orElse(0.0);
            var time = clock.instant();
            boolean sameStage = now.stage().equals(lastStage);
            if (!label.isEmpty() && lastStage.isEmpty()) notBefore = time.plus(pace.between());
            lastStage = now.stage();
            if (label.isEmpty() && !sameStage) return told(percent, time, pace);
            if (percent < nextPercent || time.isBefore(notBefore)) return false;
            return told(percent, time, pace);
        }

        private boolean told(double percent, Instant time, Pace pace) {
            notBefore = time.plus(pace.between());
            nextPercent = (Math.floor(percent / pace.step()) + 1) * pace.step();
            return true;
        }

        private String bar(int columns) {
            int wide = columns < NARROW ? NARROW_BAR : BAR;
            int filled = (int) Math.round(progress.percent().orElse(0.0) / 100 * wide);
            var bar = "[" + "#".repeat(filled) + "-".repeat(wide - filled) + "] " + progress;
            if (label.isEmpty()) return bar;
            int most = Math.min(LABEL, columns / 3);
            return Columns.padded(Columns.cut(label, most), most) + "  " + bar;
        }
    }
}
