package openencoder.local.stack;

import openencoder.cloud.faults.CallReport;

import tools.jackson.databind.json.JsonMapper;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.regex.Pattern;

/** A file with a line of JSON for each call to AWS and what became of it. */
final class CallLog implements AutoCloseable {

    static final String NAME = "aws-calls.jsonl";

    private static final Pattern UPLOAD = Pattern.compile("[?&]uploadId=([^&]+)");

    private final BufferedWriter out;
    private final InstantSource clock;
    private boolean isClosed;

    private CallLog(BufferedWriter out, InstantSource clock) {
        this.out = out;
        this.clock = clock;
    }

    static CallLog in(Path file, InstantSource clock) {
        try {
            return new CallLog(Files.newBufferedWriter(file), clock);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** A call that ends after the journal was closed is not listed. */
    synchronized void add(CallReport report) {
        if (isClosed) return;
        var call = report.call();
        var line = new LinkedHashMap<String, Object>();
        line.put("at", clock.instant().toString());
        line.put("service", call.service());
        line.put("operation", call.operation());
        // Without the query: that of a link to S3 is a secret.
        line.put("path", call.path().split("\\?", 2)[0]);
        upload(call.path()).ifPresent(id -> line.put("upload", id));
        report.fault().ifPresent(fault -> line.put("fault", fault));
        line.put("answers", report.answers());
        try {
            out.write(JsonMapper.shared().writeValueAsString(line));
            out.newLine();
            out.flush();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static Optional<String> upload(String path) {
        var id = UPLOAD.matcher(path);
        return id.find() ? Optional.of(id.group(1)) : Optional.empty();
    }

    @Override
    public synchronized void close() throws IOException {
        isClosed = true;
        out.close();
    }
}
