package openencoder.cli.artifacts;

import openencoder.aws.client.AwsClients;
import openencoder.aws.s3.S3ObjectStore;
import openencoder.cli.command.CommandFailed;
import openencoder.cli.deployed.DeployedStack;
import openencoder.cli.deployed.Operator;
import openencoder.local.artifacts.Artifacts;
import openencoder.local.artifacts.Built;
import openencoder.media.ObjectStore;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import java.util.Map;

/** Puts the archives where a deployed stack's machines find them. */
@Command(
        name = "upload",
        description = {
            "Makes the archives and puts them where new machines of a deployed stack find them.",
            "Machines that run already keep what they have."
        })
final class ArtifactsUploadCommand implements Runnable {

    @Spec private CommandSpec spec;

    @Option(
            names = "--stack",
            paramLabel = "NAME",
            defaultValue = "open-encoder",
            description = "The CloudFormation stack. Default: ${DEFAULT-VALUE}.")
    private String stackName;

    @Override
    public void run() {
        var built =
                ArtifactsBuildCommand.build(
                        ArtifactsBuildCommand.cache(), spec.commandLine().getOut());
        if (!built.platform().equals(Built.DROPLETS))
            throw new CommandFailed(
                    "Droplets are %s but this machine is %s: upload from one of theirs, such as CI's."
                            .formatted(Built.DROPLETS, built.platform()));
        Operator.on(stackName, (stack, clients) -> upload(built, stack, clients));
    }

    private void upload(Built built, DeployedStack stack, Map<String, String> clients) {
        var bucket = stack.output("ArtifactsBucket");
        try (var aws = new AwsClients(clients)) {
            var uploaded = Artifacts.upload(built, new S3ObjectStore(aws), bucket);
            var out = spec.commandLine().getOut();
            uploaded.forEach(key -> out.printf("uploaded s3://%s/%s%n", bucket, key));
            out.flush();
        } catch (ObjectStore.NoSuchObject | ObjectStore.Denied refused) {
            throw new CommandFailed(refused.getMessage(), refused);
        }
    }
}
