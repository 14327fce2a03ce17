package openencoder.aws.client;

import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.utils.SdkAutoCloseable;

/** The SDK's default chain, one for all clients, which can be made to look again. */
final class DefaultCredentials implements AwsCredentialsProvider, SdkAutoCloseable {
    private volatile DefaultCredentialsProvider chain =
            DefaultCredentialsProvider.builder().build();

    @Override
    public AwsCredentials resolveCredentials() {
        return chain.resolveCredentials();
    }

    void forget() {
        chain.close();
        chain = DefaultCredentialsProvider.builder().build();
    }

    @Override
    public void close() {
        chain.close();
    }
}
