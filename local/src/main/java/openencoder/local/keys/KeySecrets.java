package openencoder.local.keys;

import openencoder.aws.client.AwsClients;

import software.amazon.awssdk.services.secretsmanager.model.ResourceNotFoundException;

import java.util.Optional;

/**
 * The keys of a deployed stack, in AWS Secrets Manager.
 *
 * @param signing ARN of the secret with the private keys
 * @param verification ARN of the one with the public keys
 */
public record KeySecrets(AwsClients aws, String signing, String verification) implements KeyPlace {

    @Override
    public Optional<KeySets> read() {
        try {
            return Optional.of(KeySets.parse(aws.secret(signing), aws.secret(verification)));
        } catch (ResourceNotFoundException _) {
            // A secret that was never given a value has none that could be found.
            return Optional.empty();
        }
    }

    @Override
    public void write(KeySets sets) {
        aws.putSecret(verification, sets.verificationJson());
        aws.putSecret(signing, sets.signingJson());
    }
}
