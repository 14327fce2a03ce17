package openencoder.cli.deployed;

import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;

import java.util.HashMap;
import java.util.Map;
import java.util.function.BiConsumer;

/** The user of the command, with AWS rights of their own. */
public final class Operator {

    private Operator() {}

    /**
     * Does something with a deployed stack.
     *
     * @param deed is given the stack, and what clients of AWS need to know
     * @throws DeploymentProblem if AWS refuses
     */
    public static void on(String stackName, BiConsumer<DeployedStack, Map<String, String>> deed) {
        try {
            var region = DefaultAwsRegionProviderChain.builder().build().getRegion().id();
            var environment = new HashMap<>(System.getenv());
            environment.put("AWS_REGION", region);
            deed.accept(find(stackName, region), environment);
        } catch (SdkException refused) {
            throw new DeploymentProblem("AWS: " + refused.getMessage(), refused);
        }
    }

    private static DeployedStack find(String stackName, String region) {
        try (var cloudFormation =
                CloudFormationClient.builder().region(Region.of(region)).build()) {
            return DeployedStack.find(stackName, cloudFormation);
        }
    }
}
