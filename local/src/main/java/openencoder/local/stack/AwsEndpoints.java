package openencoder.local.stack;

import openencoder.cloud.aws.AwsEndpoint;
import openencoder.cloud.aws.LocalQueue;

import java.util.LinkedHashMap;
import java.util.Map;

/** Where a program finds the three services, all with the same keys. */
record AwsEndpoints(AwsEndpoint dynamoDb, AwsEndpoint sqs, AwsEndpoint s3) {

    /** The names are the SDK's own. */
    Map<String, String> environment() {
        var environment = new LinkedHashMap<String, String>();
        environment.put("AWS_REGION", s3.region());
        environment.put("AWS_ACCESS_KEY_ID", s3.accessKeyId());
        environment.put("AWS_SECRET_ACCESS_KEY", s3.secretAccessKey());
        environment.put("AWS_ENDPOINT_URL_DYNAMODB", dynamoDb.uri().toString());
        environment.put("AWS_ENDPOINT_URL_SQS", sqs.uri().toString());
        environment.put("AWS_ENDPOINT_URL_S3", s3.uri().toString());
        return environment;
    }

    /** As the emulated SQS composes them. */
    String queueUrl(String name) {
        return "%s/%s/%s".formatted(sqs.uri(), LocalQueue.ACCOUNT, name);
    }
}
