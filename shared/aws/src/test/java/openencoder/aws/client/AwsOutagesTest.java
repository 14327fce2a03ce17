package openencoder.aws.client;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;

import java.net.SocketException;

class AwsOutagesTest {
    @Test
    void no_answer_refusals_for_now_and_throttling_pass() {
        assertThat(AwsOutages.include(ApiCallTimeoutException.create(16_000))).isTrue();
        assertThat(
                        AwsOutages.include(
                                SdkClientException.create(
                                        "no", new SocketException("Connection reset"))))
                .isTrue();
        assertThat(AwsOutages.include(refused(503, "ServiceUnavailable"))).isTrue();
        assertThat(AwsOutages.include(refused(400, "ThrottlingException"))).isTrue();
    }

    @Test
    void what_we_do_wrong_does_not_pass() {
        assertThat(AwsOutages.include(refused(400, "ValidationException"))).isFalse();
        assertThat(AwsOutages.include(refused(403, "AccessDeniedException"))).isFalse();
        assertThat(AwsOutages.include(SdkClientException.create("no region"))).isFalse();
        assertThat(AwsOutages.include(new IllegalStateException("no"))).isFalse();
    }

    @Test
    void what_was_said_is_told_without_the_words_of_the_sdk() {
        var reset = new SocketException("Connection reset");

        assertThat(AwsOutages.words(refused(503, "SlowDown"))).isEqualTo("503 SlowDown");
        assertThat(AwsOutages.words(SdkClientException.create("Unable to execute", reset)))
                .isEqualTo("java.net.SocketException: Connection reset");
        assertThat(AwsOutages.words(new IllegalStateException("no answer"))).isEqualTo("no answer");
    }

    private static AwsServiceException refused(int status, String code) {
        return AwsServiceException.builder()
                .statusCode(status)
                .awsErrorDetails(AwsErrorDetails.builder().errorCode(code).build())
                .build();
    }
}
