package openencoder.worker.ffmpeg;

import java.io.BufferedReader;
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
    private final Map<String, String> block = new HashMap<>();
    private final Consumer<Tick> listener;

    ProgressReader(Consumer<Tick> listener) {
        this.listener = listener;
    }

    /** Reads to the end, so that FFmpeg never has to wait. */
    void drain(InputStream stream) {
        var reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8));
        try {
            for (var line = reader.readLine(); line != null; line = reader.readLine()) accept(line);
        } catch (IOException _) {
            // the pipe of a killed process may break at any byte
        }
    }

    void accept(String line) {
        var equals = line.indexOf('=');
        if (equals < 0) return;
        var key = line.substring(0, equals).strip();
        block.put(key, line.substring(equals + 1).strip());
        if (!key.equals("progress")) return;
        listener.accept(new Tick(outTime(), number("fps"), number("speed")));
        block.clear();
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
