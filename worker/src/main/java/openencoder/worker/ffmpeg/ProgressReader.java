package openencoder.worker.ffmpeg;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Reads what FFmpeg writes to {@code -progress}: blocks of key=value that end with progress=. */
final class ProgressReader {
    private static final int MOST_KEYS = 64;
    private static final int LONGEST_LINE = 1024;

    private final Map<String, String> block = new HashMap<>();
    private final Consumer<Tick> listener;

    ProgressReader(Consumer<Tick> listener) {
        this.listener = listener;
    }

    /** Reads to the end, so that FFmpeg never has to wait. */
    void drain(InputStream stream) {
        var reader = new InputStreamReader(stream, StandardCharsets.UTF_8);
        var line = new StringBuilder();
        var some = new char[4096];
        try {
            for (var count = reader.read(some); count >= 0; count = reader.read(some))
                for (var i = 0; i < count; i++) accept(some[i], line);
        } catch (IOException _) {
            // the pipe of a killed process may break at any byte
        }
    }

    private void accept(char next, StringBuilder line) {
        if (next == '\n') {
            accept(line.toString());
            line.setLength(0);
        } else if (line.length() < LONGEST_LINE) line.append(next);
    }

    void accept(String line) {
        var equals = line.indexOf('=');
        if (equals < 0) return;
        var key = line.substring(0, equals).strip();
        if (block.size() < MOST_KEYS) block.put(key, line.substring(equals + 1).strip());
        if (!key.equals("progress")) return;
        listener.accept(new Tick(outTime(), number("fps"), number("speed"), frames()));
        block.clear();
    }

    private Optional<Long> frames() {
        return number("frame").map(Double::longValue).filter(frames -> frames > 0);
    }

    // out_time_ms is in microseconds too; it is all that some builds write
    private Optional<Duration> outTime() {
        return number("out_time_us")
                .or(() -> number("out_time_ms"))
                .filter(micros -> micros >= 0)
                .map(micros -> Duration.ofNanos(Math.round(micros * 1_000)));
    }

    private Optional<Double> number(String key) {
        var text = block.getOrDefault(key, "N/A");
        if (text.endsWith("x")) text = text.substring(0, text.length() - 1);
        try {
            return Optional.of(Double.valueOf(text)).filter(Double::isFinite);
        } catch (NumberFormatException _) {
            return Optional.empty();
        }
    }
}
