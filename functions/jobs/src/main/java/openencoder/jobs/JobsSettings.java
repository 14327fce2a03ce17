package openencoder.jobs;

import openencoder.web.settings.Variables;
import openencoder.web.settings.WebSettings;

/**
 * What the jobs function is told by its environment.
 *
 * @param buckets that stand in for an empty one
 * @param openJobsPerAccount how many jobs of an account may be under way at most, from {@code
 *     OPEN_JOBS_PER_ACCOUNT}
 */
public record JobsSettings(WebSettings web, Buckets buckets, int openJobsPerAccount) {
    /**
     * @param source from {@code SOURCE_BUCKET}
     * @param destination from {@code DESTINATION_BUCKET}
     */
    public record Buckets(String source, String destination) {}

    public static JobsSettings from(Variables variables) {
        return new JobsSettings(
                WebSettings.from(variables),
                new Buckets(
                        variables.required("SOURCE_BUCKET", "the bucket that films come from"),
                        variables.required("DESTINATION_BUCKET", "the bucket that films go to")),
                variables.number("OPEN_JOBS_PER_ACCOUNT", 1_000, 1, 1_000_000));
    }
}
