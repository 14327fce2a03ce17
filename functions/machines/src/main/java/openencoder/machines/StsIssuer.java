package openencoder.machines;

import openencoder.aws.client.AwsClients;
import openencoder.machine.MachineId;

import java.time.Duration;

/** AWS's own: sessions of the machines' role, each cut down to its policy. */
final class StsIssuer implements CredentialsIssuer {
    // The shortest that STS has.
    private static final Duration LIFE = Duration.ofMinutes(15);

    private final AwsClients aws;
    private final String roleArn;

    StsIssuer(AwsClients aws, String roleArn) {
        this.aws = aws;
        this.roleArn = roleArn;
    }

    @Override
    public Credentials issue(MachineId machine, String policy) {
        var issued =
                aws.sts()
                        .assumeRole(
                                b ->
                                        b.roleArn(roleArn)
                                                .roleSessionName(machine.value())
                                                .durationSeconds((int) LIFE.toSeconds())
                                                .policy(policy))
                        .credentials();
        return new Credentials(
                issued.accessKeyId(),
                issued.secretAccessKey(),
                issued.sessionToken(),
                issued.expiration());
    }
}
