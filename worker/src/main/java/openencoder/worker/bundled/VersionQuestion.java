package openencoder.worker.bundled;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Runs a program with {@code -version}, which shows both that it works and what it is. */
final class VersionQuestion {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final Pattern ANSWER = Pattern.compile("(?m)^(?:ffmpeg|ffprobe) version (\\S+)");

    private VersionQuestion() {}

    /** The version of an ffmpeg or ffprobe that is run with this environment and no other. */
    static String ask(Path program, Map<String, String> environment) throws Unusable {
        if (!Files.isExecutable(program)) {
            throw new Unusable(
                    program + (Files.exists(program) ? " may not be run" : " does not exist"));
        }
        var answer = ANSWER.matcher(output(program, environment));
        if (!answer.find()) {
            throw new Unusable(program + " does not answer -version as FFmpeg does");
        }
        return answer.group(1);
    }

    private static String output(Path program, Map<String, String> environment) throws Unusable {
        var builder = new ProcessBuilder(program.toString(), "-version").redirectErrorStream(true);
        builder.environment().clear();
        builder.environment().putAll(environment);
        try {
            return output(program, builder.start());
        } catch (IOException e) {
            throw new Unusable(e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Unusable("interrupted while waiting for " + program);
        }
    }

    private static String output(Path program, Process process)
            throws Unusable, IOException, InterruptedException {
        try {
            process.getOutputStream().close();
            if (!process.waitFor(TIMEOUT)) {
                throw new Unusable(
                        "%s -version gave no answer in %d s"
                                .formatted(program, TIMEOUT.toSeconds()));
            }
            var text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.exitValue() != 0) {
                throw new Unusable(
                        "%s -version ended with %d: %s"
                                .formatted(program, process.exitValue(), beginning(text)));
            }
            return text;
        } finally {
            process.destroyForcibly();
        }
    }

    private static String beginning(String text) {
        return text.lines().limit(3).collect(Collectors.joining("; "));
    }
}
