package openencoder.cli.jobs;

import tools.jackson.databind.JsonNode;

import java.io.PrintWriter;

/** Why a job made nothing, for people. */
record JobFailure(String text) {

    static JobFailure of(long id, JsonNode job) {
        var lines = JobWatch.lastLines(job);
        return new JobFailure(
                "Job %d made nothing: %s%s"
                        .formatted(
                                id, JobWatch.reason(job), lines.isEmpty() ? "" : "\n\n" + lines));
    }

    void print(PrintWriter err) {
        err.println(text);
        err.flush();
    }
}
