package openencoder.machines;

import openencoder.machine.MachineId;

import software.amazon.awssdk.services.sts.StsClient;

import java.time.Duration;

/** AWS's own: sessions of the machines' role, each cut down to its policy. */
final class StsIssuer implements CredentialsIssuer {
    // The shortest that STS has.
    private static final Duration LIFE = Duration.ofMinutes(15);

    private final StsClient sts;
    private final String roleArn;

    StsIssuer(StsClient sts, String roleArn) {
        this.sts = sts;
        this.roleArn = roleArn;
    }

    @Override
    public Credentials issue(MachineId machine, String policy) {
        var issued =
                sts.assumeRole(
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
