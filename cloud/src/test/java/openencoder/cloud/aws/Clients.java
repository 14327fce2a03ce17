package openencoder.cloud.aws;

import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;
import software.amazon.awssdk.services.sqs.SqsClient;

/** The SDK as the product uses it, pointed at an emulator. */
final class Clients {

    private Clients() {}

    static DynamoDbClient dynamoDb(AwsEndpoint endpoint) {
        return DynamoDbClient.builder()
                .endpointOverride(endpoint.uri())
                .region(Region.of(endpoint.region()))
                .credentialsProvider(credentials(endpoint))
                .httpClient(Apache5HttpClient.create())
                .build();
    }

    static SqsClient sqs(AwsEndpoint endpoint) {
        return SqsClient.builder()
                .endpointOverride(endpoint.uri())
                .region(Region.of(endpoint.region()))
                .credentialsProvider(credentials(endpoint))
                .httpClient(Apache5HttpClient.create())
                .build();
    }

    static S3Client s3(AwsEndpoint endpoint) {
        return S3Client.builder()
                .endpointOverride(endpoint.uri())
                .region(Region.of(endpoint.region()))
                .credentialsProvider(credentials(endpoint))
                .forcePathStyle(true)
                .httpClient(Apache5HttpClient.create())
                .build();
    }

    static S3Presigner presigner(AwsEndpoint endpoint) {
        return S3Presigner.builder()
                .endpointOverride(endpoint.uri())
                .region(Region.of(endpoint.region()))
                .credentialsProvider(credentials(endpoint))
                .serviceConfiguration(
                        S3Configuration.builder().pathStyleAccessEnabled(true).build())
                .build();
    }

    static StaticCredentialsProvider credentials(AwsEndpoint endpoint) {
        return StaticCredentialsProvider.create(
                AwsBasicCredentials.create(endpoint.accessKeyId(), endpoint.secretAccessKey()));
    }
}
