package openencoder.cloud.iam;

import openencoder.cloud.http.ErrorAnswer;
import openencoder.cloud.iam.policy.MalformedPolicy;
import openencoder.cloud.iam.policy.Policy;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The one call of STS: gives out a session of a role. */
final class AssumeRole {
    private static final int LONGEST_POLICY = 2048;
    private static final String SESSION_NAME = "[\\w+=,.@-]{2,64}";

    private final RoleSessions sessions;
    private final Map<String, IamRole> roles;

    AssumeRole(RoleSessions sessions, IamRole... roles) {
        this.sessions = sessions;
        this.roles = Stream.of(roles).collect(Collectors.toMap(IamRole::arn, role -> role));
    }

    /** What STS answers to a call that cannot be carried out. */
    static final class Invalid extends Exception {
        private static final long serialVersionUID = 1L;

        private final transient ErrorAnswer answer;

        private Invalid(int status, String code, String message) {
            super(message);
            this.answer = new ErrorAnswer(status, code, message);
        }

        private static Invalid value(String message) {
            return new Invalid(400, "ValidationError", message);
        }

        ErrorAnswer answer() {
            return answer;
        }
    }

    String answer(Map<String, String> fields) throws Invalid {
        if (!fields.getOrDefault("Action", "").equals("AssumeRole"))
            throw new Invalid(400, "InvalidAction", "only AssumeRole is there");
        var name = fields.getOrDefault("RoleSessionName", "");
        if (!name.matches(SESSION_NAME))
            throw Invalid.value("RoleSessionName has 2 to 64 characters of " + SESSION_NAME);
        var role = roles.get(fields.getOrDefault("RoleArn", ""));
        if (role == null) throw new Invalid(403, "AccessDenied", "there is no such RoleArn");
        return xml(sessions.begin(role, name, policy(fields), life(fields)));
    }

    private static Duration life(Map<String, String> fields) throws Invalid {
        var seconds = fields.getOrDefault("DurationSeconds", "3600");
        if (seconds.matches("[0-9]{3,4}")) {
            var life = Integer.parseInt(seconds);
            if (life >= 900 && life <= 3600) return Duration.ofSeconds(life);
        }
        throw Invalid.value("DurationSeconds is 900 to 3600");
    }

    private static Optional<Policy> policy(Map<String, String> fields) throws Invalid {
        var policy = fields.get("Policy");
        if (policy == null) return Optional.empty();
        if (policy.isEmpty() || policy.length() > LONGEST_POLICY)
            throw Invalid.value(
                    "Policy has 1 to " + LONGEST_POLICY + " characters, not " + policy.length());
        try {
            return Optional.of(Policy.parse(policy));
        } catch (MalformedPolicy malformed) {
            throw new Invalid(400, "MalformedPolicyDocument", malformed.getMessage());
        }
    }

    private static String xml(RoleSession session) {
        var credential = session.credential();
        return """
        <AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><AssumeRoleResult>
        <AssumedRoleUser><AssumedRoleId>%s:%s</AssumedRoleId><Arn>%s</Arn></AssumedRoleUser>
        <Credentials><AccessKeyId>%s</AccessKeyId><SecretAccessKey>%s</SecretAccessKey>
        <SessionToken>%s</SessionToken><Expiration>%s</Expiration></Credentials>
        </AssumeRoleResult><ResponseMetadata><RequestId>%s</RequestId></ResponseMetadata>
        </AssumeRoleResponse>
        """
                .formatted(
                        "AROA" + credential.accessKeyId().substring(4),
                        session.name(),
                        session.arn(),
                        credential.accessKeyId(),
                        credential.secretAccessKey(),
                        credential.token().orElseThrow(),
                        credential.expires(),
                        UUID.randomUUID());
    }
}
