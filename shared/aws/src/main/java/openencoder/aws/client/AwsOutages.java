package openencoder.aws.client;

import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;

import java.io.IOException;
import java.util.stream.Stream;

/** Failures that are AWS's or the network's, and pass. */
public final class AwsOutages {
    private AwsOutages() {}

    /** Whether the same call may well succeed a little later. */
    public static boolean include(RuntimeException failure) {
        return switch (failure) {
            case AwsServiceException refused ->
                    refused.statusCode() >= 500 || refused.isThrottlingException();
            case ApiCallTimeoutException _, ApiCallAttemptTimeoutException _ -> true;
            case SdkClientException unanswered ->
                    Stream.<Throwable>iterate(
                                    unanswered, cause -> cause != null, Throwable::getCause)
                            .anyMatch(cause -> cause instanceof IOException);
            default -> false;
        };
    }
}
