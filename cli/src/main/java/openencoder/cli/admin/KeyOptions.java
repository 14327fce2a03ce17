package openencoder.cli.admin;

import openencoder.aws.client.AwsClients;
import openencoder.cli.deployed.Operator;
import openencoder.local.keys.KeyPlace;
import openencoder.local.keys.KeySecrets;
import openencoder.local.keys.SigningKeyFiles;

import picocli.CommandLine.Option;

import java.nio.file.Path;
import java.util.function.Consumer;

/** Whose keys. */
final class KeyOptions {

    @Option(
            names = "--data",
            paramLabel = "DIR",
            required = true,
            description = "The data folder of an embedded stack, running or not.")
    private Path data;

    @Option(
            names = "--stack",
            paramLabel = "NAME",
            required = true,
            description = "A CloudFormation stack.")
    private String stack;

    void use(Consumer<KeyPlace> deed) {
        if (data != null) {
            deed.accept(SigningKeyFiles.of(data.toAbsolutePath().normalize()));
            return;
        }
        Operator.on(
                stack,
                (deployed, environment) -> {
                    try (var aws = new AwsClients(environment)) {
                        deed.accept(
                                new KeySecrets(
                                        aws,
                                        deployed.output("SigningKeys"),
                                        deployed.output("VerificationKeys")));
                    }
                });
    }
}
