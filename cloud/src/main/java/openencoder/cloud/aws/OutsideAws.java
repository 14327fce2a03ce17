package openencoder.cloud.aws;

/**
 * Another AWS for the tests than the one in memory. The service loader finds it; without one, the
 * tests bring their own.
 */
public interface OutsideAws {
    /**
     * Where DynamoDB, SQS and S3 answer.
     *
     * @throws RuntimeException that ends or skips the test, if it is not there
     */
    AwsEndpoint endpoint();
}
