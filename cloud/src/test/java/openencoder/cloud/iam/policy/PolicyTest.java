package openencoder.cloud.iam.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;

class PolicyTest {
    private static final AccessRequest GET =
            AccessRequest.to("s3:GetObject", "arn:aws:s3:::films/a.mp4");
    private static final String ALL = "{'Effect':'Allow','Action':'*','Resource':'*'}";

    @Test
    void what_no_statement_names_is_not_allowed() throws Exception {
        var policy = policy("{'Effect':'Allow','Action':'s3:PutObject','Resource':'*'}");

        assertThat(policy.decide(GET)).isEqualTo(PolicyDecision.NOT_ALLOWED);
    }

    @Test
    void a_denial_wins_over_what_is_allowed_before_and_after_it() throws Exception {
        var denial = "{'Effect':'Deny','Action':'s3:*','Resource':'arn:aws:s3:::films/*'}";

        assertThat(policy(ALL, denial).decide(GET)).isEqualTo(PolicyDecision.DENIED);
        assertThat(policy(denial, ALL).decide(GET)).isEqualTo(PolicyDecision.DENIED);
    }

    @ParameterizedTest
    @CsvSource({
        "ALLOWED, ALLOWED, ALLOWED",
        "ALLOWED, NOT_ALLOWED, NOT_ALLOWED",
        "NOT_ALLOWED, NOT_ALLOWED, NOT_ALLOWED",
        "ALLOWED, DENIED, DENIED",
        "NOT_ALLOWED, DENIED, DENIED",
        "DENIED, DENIED, DENIED",
    })
    void two_policies_allow_together_what_both_allow(
            PolicyDecision one, PolicyDecision other, PolicyDecision both) {
        assertThat(one.and(other)).isEqualTo(both);
        assertThat(other.and(one)).isEqualTo(both);
    }

    @Test
    void all_but_the_excepted_is_spoken_of() throws Exception {
        var policy =
                policy(
                        "{'Effect':'Allow','NotAction':'sqs:*',"
                                + "'NotResource':'arn:aws:s3:::secret/*'}");

        assertThat(policy.decide(GET)).isEqualTo(PolicyDecision.ALLOWED);
        assertThat(policy.decide(AccessRequest.to("sqs:SendMessage", "q")))
                .isEqualTo(PolicyDecision.NOT_ALLOWED);
        assertThat(policy.decide(AccessRequest.to("s3:GetObject", "arn:aws:s3:::secret/a")))
                .isEqualTo(PolicyDecision.NOT_ALLOWED);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{'StringEquals':{'s3:prefix':'a/'}}                          | a/      | ALLOWED",
                "{'StringEquals':{'s3:prefix':'a/'}}                          | a/b     |"
                        + " NOT_ALLOWED",
                "{'StringEquals':{'s3:prefix':'a/'}}                          | MISSING |"
                        + " NOT_ALLOWED",
                "{'StringEquals':{'s3:prefix':['a/','b/']}}                   | b/      | ALLOWED",
                "{'StringEquals':{'s3:prefix':'a*'}}                          | ab      |"
                        + " NOT_ALLOWED",
                "{'StringEquals':{'s3:prefix':'a*'}}                          | a*      | ALLOWED",
                "{'StringEquals':{'s3:prefix':'a${*}'}}                       | a*      | ALLOWED",
                "{'StringEquals':{'S3:Prefix':'a/'}}                          | a/      | ALLOWED",
                "{'StringLike':{'s3:prefix':'a/*'}}                           | a/b     | ALLOWED",
                "{'StringLike':{'s3:prefix':'a/*'}}                           | MISSING |"
                        + " NOT_ALLOWED",
                "{'StringLike':{'s3:prefix':'a/${*}'}}                        | a/b     |"
                        + " NOT_ALLOWED",
                "{'Null':{'s3:prefix':'true'}}                                | MISSING | ALLOWED",
                "{'Null':{'s3:prefix':'true'}}                                | a       |"
                        + " NOT_ALLOWED",
                "{'Null':{'s3:prefix':'false'}}                               | a       | ALLOWED",
                "{'Null':{'s3:prefix':false}}                                 | MISSING |"
                        + " NOT_ALLOWED",
                "{'ForAllValues:StringEquals':{'s3:prefix':['1','2']}}        | 1;2     | ALLOWED",
                "{'ForAllValues:StringEquals':{'s3:prefix':['1','2']}}        | 1;3     |"
                        + " NOT_ALLOWED",
                "{'ForAllValues:StringEquals':{'s3:prefix':'1'}}              | MISSING | ALLOWED",
                "{'ForAllValues:StringEquals':{'s3:prefix':'1'}}              | NONE    | ALLOWED",
                "{'Null':{'s3:prefix':'false'}}                               | NONE    |"
                        + " NOT_ALLOWED",
                "{'StringEquals':{'s3:prefix':'1'}}                           | 1;1     |"
                        + " NOT_ALLOWED",
                "{'StringNotEquals':{'s3:prefix':'a'}}                        | b       |"
                        + " NOT_ALLOWED",
                "{'StringEqualsIfExists':{'s3:prefix':'a'}}                   | a       |"
                        + " NOT_ALLOWED",
                "{'StringEquals':{'aws:PrincipalTag/x':'a'}}                  | a       |"
                        + " NOT_ALLOWED",
                "{'StringEquals':{'s3:prefix':'a','s3:delimiter':'/'}}        | a       |"
                        + " NOT_ALLOWED",
            })
    void conditions_hold_as_iam_says(String condition, String values, PolicyDecision decision)
            throws Exception {
        var policy = policy(conditional("Allow", condition));

        assertThat(policy.decide(with("s3:prefix", values))).isEqualTo(decision);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{'IpAddress':{'aws:SourceIp':'203.0.113.0/24'}}              | 203.0.113.9 |"
                        + " ALLOWED",
                "{'IpAddress':{'aws:SourceIp':'203.0.113.0/24'}}              | 203.0.114.9 |"
                        + " NOT_ALLOWED",
                "{'IpAddress':{'aws:SourceIp':['10.0.0.1','203.0.113.9']}}    | 203.0.113.9 |"
                        + " ALLOWED",
                "{'IpAddress':{'aws:SourceIp':'203.0.113.9'}}                 | MISSING     |"
                        + " NOT_ALLOWED",
                "{'IpAddress':{'aws:SourceIp':'2001:db8::/32'}}               | 2001:db8::7 |"
                        + " ALLOWED",
                "{'IpAddress':{'aws:SourceIp':'0.0.0.0/0'}}                   | 2001:db8::7 |"
                        + " NOT_ALLOWED",
                "{'IpAddress':{'aws:SourceIp':'0.0.0.0/0'}}                   | 203.0.113.9 |"
                        + " ALLOWED",
                "{'Bool':{'aws:SecureTransport':'false'}}                     | 203.0.113.9 |"
                        + " NOT_ALLOWED",
            })
    void addresses_are_in_blocks(String condition, String address, PolicyDecision decision)
            throws Exception {
        var policy = policy(conditional("Allow", condition));

        assertThat(policy.decide(with("aws:SourceIp", address))).isEqualTo(decision);
    }

    @ParameterizedTest
    @CsvSource({
        "203.0.113.9, ALLOWED",
        "203.0.113.8, DENIED",
        "MISSING, DENIED",
    })
    void all_other_addresses_are_denied_and_an_unknown_one_too(
            String address, PolicyDecision decision) throws Exception {
        var elsewhere = "{'NotIpAddress':{'aws:SourceIp':'203.0.113.9'}}";
        var policy = policy(ALL, conditional("Deny", elsewhere));

        assertThat(policy.decide(with("aws:SourceIp", address))).isEqualTo(decision);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'DateLessThan':{'aws:CurrentTime':'2030-01-01T00:00:00Z'}}",
                "{'StringEquals':{'aws:PrincipalTag/x':'a'}}"
            })
    void what_cannot_be_judged_denies_what_it_was_to_deny(String condition) throws Exception {
        var policy = policy(ALL, conditional("Deny", condition));

        assertThat(policy.decide(GET)).isEqualTo(PolicyDecision.DENIED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{'Version':'2012-10-17'}",
                "{'Version':'2012-10-17','Statement':[]}",
                "{'Version':'2008-10-17','Statement':{'Effect':'Allow','Action':'*','Resource':'*'}}",
                "{'Version':'2012-10-17','Statement':{'Effect':'allow','Action':'*','Resource':'*'}}",
                "{'Version':'2012-10-17','Statement':{'Effect':'Allow','Action':'*'}}",
                "{'Version':'2012-10-17','Statement':{'Effect':'Allow','Action':[],'Resource':'*'}}",
                "{'Version':'2012-10-17','Statement':{'Effect':'Allow','Action':7,'Resource':'*'}}",
                "{'Version':'2012-10-17','Statement':{'Effect':'Allow','Effect':'Deny','Action':'*','Resource':'*'}}",
                "{'Version':'2012-10-17','Statement':{'Effect':'Allow','Principal':'*','Action':'*','Resource':'*'}}",
                "{'Version':'2012-10-17','Statement':{'Effect':'Allow','Action':'*','Resource':'*','Condition':{'IpAddress':{'aws:SourceIp':'example.org'}}}}",
                "{'Version':'2012-10-17','Statement':{'Effect':'Allow','Action':'*','Resource':'*','Condition':{'Null':{'s3:prefix':'no'}}}}",
            })
    void what_is_no_policy_is_malformed(String json) {
        assertThatThrownBy(() -> Policy.parse(json.replace('\'', '"')))
                .isInstanceOf(MalformedPolicy.class);
    }

    private static String conditional(String effect, String condition) {
        return "{'Effect':'%s','Action':'*','Resource':'*','Condition':%s}"
                .formatted(effect, condition);
    }

    private static AccessRequest with(String key, String values) {
        return switch (values) {
            case "MISSING" -> GET;
            case "NONE" -> GET.with(key, List.of());
            default -> GET.with(key, List.of(values.split(";")));
        };
    }

    private static Policy policy(String... statements) throws MalformedPolicy {
        var json =
                "{'Version':'2012-10-17','Statement':[%s]}".formatted(String.join(",", statements));
        return Policy.parse(json.replace('\'', '"'));
    }
}
