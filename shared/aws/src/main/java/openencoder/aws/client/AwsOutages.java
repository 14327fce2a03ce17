package openencoder.aws.client;

import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;

import java.io.IOException;
import java.util.Optional;
import java.util.stream.Stream;

/** Failures of AWS or of the network: which of them pass, and what was said. */
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

    /** What the service or the network said, for people. */
    public static String words(RuntimeException failure) {
        if (failure instanceof AwsServiceException refused && refused.awsErrorDetails() != null) {
            var details = refused.awsErrorDetails();
            var text = Optional.ofNullable(details.errorMessage()).map(words -> ": " + words);
            return "%d %s".formatted(refused.statusCode(), details.errorCode()) + text.orElse("");
        }
        return Stream.<Throwable>iterate(failure, cause -> cause != null, Throwable::getCause)
                .filter(cause -> cause instanceof IOException)
                .map(IOException.class::cast)
                .reduce((_, inner) -> inner)
                .map(Throwable::toString)
                .orElseGet(() -> String.valueOf(failure.getMessage()));
    }
}
