package openencoder.aws.localstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import openencoder.cloud.aws.AwsEndpoint;

import org.junit.jupiter.api.Test;
import org.opentest4j.TestAbortedException;

import java.net.URI;
import java.util.Map;

class LocalStackTest {
    private static final String ELSEWHERE = "http://127.0.0.1:4566";

    @Test
    void what_answers_at_AWS_ENDPOINT_URL_is_tested_and_no_container_started() {
        var outside = new LocalStack(Map.of("AWS_ENDPOINT_URL", ELSEWHERE), () -> false);
        assertThat(outside.endpoint())
                .isEqualTo(
                        new AwsEndpoint(URI.create(ELSEWHERE), AwsEndpoint.REGION, "test", "test"));
    }

    @Test
    void region_and_keys_are_those_of_the_environment() {
        var outside =
                new LocalStack(
                        Map.of(
                                "AWS_ENDPOINT_URL", ELSEWHERE,
                                "AWS_REGION", "eu-west-1",
                                "AWS_ACCESS_KEY_ID", "AKIA1",
                                "AWS_SECRET_ACCESS_KEY", "s"),
                        () -> false);
        assertThat(outside.endpoint())
                .isEqualTo(new AwsEndpoint(URI.create(ELSEWHERE), "eu-west-1", "AKIA1", "s"));
    }

    @Test
    void without_both_a_test_is_skipped_and_says_what_is_missing() {
        assertThatThrownBy(() -> new LocalStack(Map.of(), () -> false).endpoint())
                .isInstanceOf(TestAbortedException.class)
                .hasMessageContainingAll("docker info", "AWS_ENDPOINT_URL");
    }
}
