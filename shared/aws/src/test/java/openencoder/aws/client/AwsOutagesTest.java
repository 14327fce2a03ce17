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

    private static AwsServiceException refused(int status, String code) {
        return AwsServiceException.builder()
                .statusCode(status)
                .awsErrorDetails(AwsErrorDetails.builder().errorCode(code).build())
                .build();
    }
}
