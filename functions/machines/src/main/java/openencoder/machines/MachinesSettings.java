package openencoder.machines;

import openencoder.machines.provider.Deployment;
import openencoder.web.settings.Variables;
import openencoder.web.settings.WebSettings;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What the machines function is told by its environment. */
record MachinesSettings(WebSettings web, Common common) {
    /**
     * What the schedule's function is told, too.
     *
     * @param artifactsBucket from {@code ARTIFACTS_BUCKET}
     * @param workers what an enrolled machine is told
     */
    record Common(Deployment deployment, String artifactsBucket, Workers workers) {
        static Common from(Variables variables) {
            return new Common(
                    new Deployment(variables.required("DEPLOYMENT", "the stack's name")),
                    variables.required("ARTIFACTS_BUCKET", "the bucket that machines load from"),
                    Workers.from(variables));
        }
    }

    /**
     * @param roleArn of the role that machines work under, from {@code WORKER_ROLE_ARN}
     * @param region from {@code AWS_REGION}
     * @param endpoint of S3, SQS and DynamoDB, from {@code WORKER_ENDPOINT_URL}; empty for AWS's
     */
    record Workers(
            String roleArn,
            String region,
            String queueUrl,
            String jobsTable,
            String sourceBucket,
            String destinationBucket,
            Optional<String> endpoint) {
        static Workers from(Variables variables) {
            return new Workers(
                    variables.required("WORKER_ROLE_ARN", "the ARN of the machines' role"),
                    variables.required("AWS_REGION", "the region of queue, tables and buckets"),
                    variables.required("JOBS_QUEUE_URL", "the jobs queue's URL"),
                    variables.required("JOBS_TABLE", "the table of jobs"),
                    variables.required("SOURCE_BUCKET", "the bucket that films come from"),
                    variables.required("DESTINATION_BUCKET", "the bucket that films go to"),
                    variables.optional("WORKER_ENDPOINT_URL"));
        }

        /** What a machine takes for its environment. */
        Map<String, String> environment() {
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

    static MachinesSettings from(Variables variables) {
        return new MachinesSettings(WebSettings.from(variables), Common.from(variables));
    }
}
