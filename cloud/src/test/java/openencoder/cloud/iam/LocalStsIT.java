package openencoder.cloud.iam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.sts.model.MalformedPolicyDocumentException;

import java.time.Duration;

/** STS, as the SDK sees it. */
class LocalStsIT {
    private static IamFixture ground;

    @BeforeAll
    static void start() {
        ground = new IamFixture();
    }

    @AfterAll
    static void stop() {
        ground.close();
    }

    @Test
    void a_session_has_keys_of_its_own_and_an_end() {
        var one = ground.assume(r -> r.policy(SessionPolicies.JOB));
        var other = ground.assume(r -> r.policy(SessionPolicies.JOB));

        assertThat(one.accessKeyId()).matches("ASIA[A-Z2-7]{16}");
        assertThat(one.secretAccessKey()).hasSize(40).isNotEqualTo(other.secretAccessKey());
        assertThat(one.sessionToken()).isNotEqualTo(other.sessionToken());
        assertThat(Duration.between(ground.clock.instant(), one.expiration()))
                .isBetween(Duration.ofSeconds(899), Duration.ofSeconds(900));
    }

    @Test
    void the_taker_of_a_role_is_named() {
        try (var sts = ground.sts(ground.keys())) {
            var answer = sts.assumeRole(r -> r.roleArn(IamFixture.ROLE).roleSessionName("d7@x"));

            assertThat(answer.assumedRoleUser().arn())
                    .isEqualTo("arn:aws:sts::000000000000:assumed-role/worker/d7@x");
        }
    }

    @Test
    void only_the_owner_takes_roles() {
        var session = ground.session(SessionPolicies.JOB);
        var wrong = AwsBasicCredentials.create(ground.keys().accessKeyId(), "guess");

        try (var ofSession = ground.sts(session);
                var ofWrong = ground.sts(wrong)) {
            assertThatThrownBy(
                            () ->
                                    ofSession.assumeRole(
                                            r -> r.roleArn(IamFixture.ROLE).roleSessionName("me")))
                    .satisfies(refused -> assertCode(refused, "InvalidClientTokenId"));
            assertThatThrownBy(
                            () ->
                                    ofWrong.assumeRole(
                                            r -> r.roleArn(IamFixture.ROLE).roleSessionName("me")))
                    .satisfies(refused -> assertCode(refused, "SignatureDoesNotMatch"));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 899, 3601, 86400})
    void a_session_lives_a_quarter_of_an_hour_to_an_hour(int seconds) {
        assertThatThrownBy(() -> ground.assume(r -> r.durationSeconds(seconds)))
                .satisfies(refused -> assertCode(refused, "ValidationError"));
    }

    @Test
    void a_policy_has_2048_characters_at_most() {
        var policy = SessionPolicies.JOB + " ".repeat(2048 - SessionPolicies.JOB.length());

        assertThat(ground.assume(r -> r.policy(policy)).accessKeyId()).startsWith("ASIA");
        assertThatThrownBy(() -> ground.assume(r -> r.policy(policy + " ")))
                .satisfies(refused -> assertCode(refused, "ValidationError"));
    }

    @Test
    void a_policy_that_is_none_is_malformed() {
        assertThatThrownBy(() -> ground.assume(r -> r.policy("{\"Version\":\"2012-10-17\"}")))
                .isInstanceOf(MalformedPolicyDocumentException.class);
    }

    @Test
    void an_unknown_role_a_bad_name_and_another_call_are_refused() {
        assertThatThrownBy(() -> ground.assume(r -> r.roleArn(IamFixture.ROLE + "x")))
                .satisfies(refused -> assertCode(refused, "AccessDenied"));
        assertThatThrownBy(() -> ground.assume(r -> r.roleSessionName("a b")))
                .satisfies(refused -> assertCode(refused, "ValidationError"));
        try (var sts = ground.sts(ground.keys())) {
            assertThatThrownBy(sts::getCallerIdentity)
                    .satisfies(refused -> assertCode(refused, "InvalidAction"));
        }
    }

    private static void assertCode(Throwable refused, String code) {
        assertThat(refused)
                .isInstanceOfSatisfying(
                        AwsServiceException.class,
                        e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo(code));
    }
}
