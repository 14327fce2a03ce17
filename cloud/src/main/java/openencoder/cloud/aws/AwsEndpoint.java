package openencoder.cloud.aws;

import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.regions.Region;

import java.net.URI;

/** Where an emulated service answers, and what to sign requests to it with. */
public record AwsEndpoint(URI uri, String region, String accessKeyId, String secretAccessKey) {

    public static final String REGION = "us-east-1";
    private static final String UNCHECKED = "openencoder";

    static AwsEndpoint unsigned(int port) {
        return signed(port, UNCHECKED, UNCHECKED);
    }

    static AwsEndpoint signed(int port, String accessKeyId, String secretAccessKey) {
        return signed("127.0.0.1", port, accessKeyId, secretAccessKey);
    }

    static AwsEndpoint signed(String host, int port, String accessKeyId, String secretAccessKey) {
        return new AwsEndpoint(
                URI.create("http://%s:%d".formatted(host, port)),
                REGION,
                accessKeyId,
                secretAccessKey);
    }

    /** A client of the SDK that asks here. */
    public <B extends AwsClientBuilder<B, ?>> B configure(B client) {
        return client.endpointOverride(uri)
                .region(Region.of(region))
                .credentialsProvider(
                        StaticCredentialsProvider.create(
                                AwsBasicCredentials.create(accessKeyId, secretAccessKey)));
    }

    @Override
    public String toString() {
        return uri.toString();
    }
}
