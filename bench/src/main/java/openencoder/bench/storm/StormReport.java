package openencoder.bench.storm;

import openencoder.bench.Plot;
import openencoder.job.Job;
import openencoder.job.JobState;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What a storm came to.
 *
 * @param removed what a sweep a day later took away: staged files and uploads that were never ended
 */
record StormReport(
        Storm.Settings settings,
        int acknowledged,
        List<Job> jobs,
        StormCheck check,
        StormAnswers answers,
        JournaledCalls calls,
        int removed,
        double seconds) {
    private static final List<String> SERVICES = List.of("DYNAMODB", "SQS", "S3");

    List<String> violations() {
        var all = new ArrayList<>(check.violations());
        all.addAll(answers.wrongs());
        if (calls.made() == 0 && settings.percent() > 0) all.add("no fault was made");
        if (calls.made() == 0 && answers.serverErrors() > 0)
            all.add("answers of 5xx without a fault: " + answers.counts());
        return all;
    }

    private long ended(Class<? extends JobState.Ended> how) {
        return jobs.stream().filter(job -> how.isInstance(job.state())).count();
    }

    /** One line of figures. */
    String figures() {
        var creates = answers.creates();
        return ("storm, seed %d: %d jobs (%d acknowledged), %d terminal, %d completed, %d errors,"
                        + " %d lost, %d published twice; %d calls to AWS with %d faults (%s);"
                        + " %d answers of 5xx; create p50 %.3f s, p99 %.3f s; %.0f s in all")
                .formatted(
                        settings.seed(),
                        jobs.size(),
                        acknowledged,
                        ended(JobState.Ended.class),
                        ended(JobState.Completed.class),
                        ended(JobState.Failed.class),
                        check.lost().size(),
                        check.publishedTwice().size(),
                        calls.total(),
                        calls.made(),
                        calls.faults().keySet().stream()
                                .map(kind -> kind + " " + calls.made(kind))
                                .collect(Collectors.joining(", ")),
                        answers.serverErrors(),
                        creates.quantile(0.5),
                        creates.quantile(0.99),
                        seconds);
    }

    List<String> lines() {
        var lines = new ArrayList<String>();
        lines.add(figures());
        lines.add("");
        lines.add("| fault | DynamoDB | SQS | S3 |");
        lines.add("| --- | --- | --- | --- |");
        calls.faults().forEach((kind, by) -> lines.add(row(kind, by)));
        lines.add("");
        lines.add("| answer other than 2xx | times |");
        lines.add("| --- | --- |");
        answers.counts().forEach((what, times) -> lines.add("| %s | %d |".formatted(what, times)));
        lines.add("");
        lines.add("Removed by a sweep a day later: " + removed);
        lines.add("");
        lines.addAll(verdict());
        return lines;
    }

    private List<String> verdict() {
        if (violations().isEmpty()) return List.of("Nothing lost, nothing doubled, nothing stuck.");
        var lines = new ArrayList<>(List.of("Violations, with seed " + settings.seed() + ":"));
        violations().forEach(violation -> lines.add("- " + violation));
        return lines;
    }

    private static String row(String kind, Map<String, Integer> by) {
        return "| %s | %s |"
                .formatted(
                        kind,
                        SERVICES.stream()
                                .map(service -> "" + by.getOrDefault(service, 0))
                                .collect(Collectors.joining(" | ")));
    }

    /** {@code storm.md} and {@code storm.svg}. */
    void writeTo(Path folder) throws IOException {
        Files.write(folder.resolve("storm.md"), lines());
        var groups =
                calls.faults().values().stream()
                        .map(
                                by ->
                                        SERVICES.stream()
                                                .map(service -> by.getOrDefault(service, 0) + 0.0)
                                                .toList())
                        .toList();
        var title = "Faults by DynamoDB, SQS, S3: " + String.join(", ", calls.faults().keySet());
        Files.writeString(folder.resolve("storm.svg"), Plot.bars(title, groups));
    }
}
