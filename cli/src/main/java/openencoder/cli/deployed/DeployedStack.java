package openencoder.cli.deployed;

import static java.util.stream.Collectors.toMap;

import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.Output;

import java.util.Map;
import java.util.Optional;

/** A stack's outputs, as CloudFormation's DescribeStacks tells them. */
public record DeployedStack(String name, Map<String, String> outputs) {

    /**
     * @throws DeploymentProblem if there is no such stack, or no right to look at it
     */
    static DeployedStack find(String name, CloudFormationClient cloudFormation) {
        try {
            var stacks = cloudFormation.describeStacks(request -> request.stackName(name)).stacks();
            if (stacks.isEmpty())
                throw new DeploymentProblem("CloudFormation knows no stack " + name + ".");
            var outputs = stacks.getFirst().outputs();
            return new DeployedStack(
                    name, outputs.stream().collect(toMap(Output::outputKey, Output::outputValue)));
        } catch (AwsServiceException refused) {
            throw new DeploymentProblem(
                    "CloudFormation refused: " + refused.awsErrorDetails().errorMessage(), refused);
        } catch (SdkClientException silent) {
            throw new DeploymentProblem(
                    "CloudFormation does not answer: " + silent.getMessage(), silent);
        }
    }

    /**
     * @throws DeploymentProblem if the stack has none of this name
     */
    public String output(String key) {
        return Optional.ofNullable(outputs.get(key))
                .orElseThrow(
                        () ->
                                new DeploymentProblem(
                                        "The stack %s has no output %s; is it an Open Encoder?"
                                                .formatted(name, key)));
    }
}
