package openencoder.machines.agents;

import openencoder.web.settings.Variables;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What an enrolled machine is told, and the role that it works under.
 *
 * @param roleArn of the role that machines work under, from {@code WORKER_ROLE_ARN}
 * @param region from {@code AWS_REGION}
 * @param endpoint of S3, SQS and DynamoDB, from {@code WORKER_ENDPOINT_URL}; empty for AWS's
 */
public record AgentSettings(
        String roleArn,
        String region,
        String queueUrl,
        String jobsTable,
        String sourceBucket,
        String destinationBucket,
        Optional<String> endpoint) {
    public static AgentSettings from(Variables variables) {
        return new AgentSettings(
                variables.required("WORKER_ROLE_ARN", "the ARN of the machines' role"),
                variables.required("AWS_REGION", "the region of queue, tables and buckets"),
                variables.required("JOBS_QUEUE_URL", "the jobs queue's URL"),
                variables.required("JOBS_TABLE", "the table of jobs"),
                variables.required("SOURCE_BUCKET", "the bucket that films come from"),
                variables.required("DESTINATION_BUCKET", "the bucket that films go to"),
                variables.optional("WORKER_ENDPOINT_URL"));
    }

    /** What a machine takes for its environment. */
    public Map<String, String> environment() {
        var environment = new LinkedHashMap<String, String>();
        environment.put("AWS_REGION", region);
        environment.put("JOBS_QUEUE_URL", queueUrl);
        environment.put("JOBS_TABLE", jobsTable);
        environment.put("SOURCE_BUCKET", sourceBucket);
        environment.put("DESTINATION_BUCKET", destinationBucket);
        endpoint.ifPresent(url -> environment.put("AWS_ENDPOINT_URL", url));
        return environment;
    }
}
