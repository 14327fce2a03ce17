package openencoder.consistency;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/** What whoever deploys the template relies on. */
class TemplateRulesTest {
    private static final Set<String> CHECKS =
            Set.of("AllowedValues", "AllowedPattern", "MinValue", "MinLength");

    private final Deployed template =
            Deployed.parse(Files.readString(Path.of("..", "template.yaml")));

    TemplateRulesTest() throws IOException {}

    @Test
    void every_parameter_says_what_it_is_and_refuses_nonsense() {
        Deployed.map(template.document(), "Parameters")
                .forEach(
                        (name, parameter) -> {
                            var says = Deployed.map(parameter);
                            assertThat(says).as(name).containsKeys("Description", "Default");
                            assertThat(says.keySet()).as(name).containsAnyElementsOf(CHECKS);
                        });
    }

    @Test
    void every_function_and_output_says_what_it_is() {
        var resources = Deployed.map(template.document(), "Resources");
        for (var function : template.functions())
            assertThat(Deployed.map(resources.get(function), "Properties"))
                    .as(function)
                    .containsKey("Description");
        Deployed.map(template.document(), "Outputs")
                .forEach(
                        (name, output) ->
                                assertThat(Deployed.map(output))
                                        .as(name)
                                        .containsKeys("Description", "Value"));
    }

    @Test
    void every_table_bucket_queue_topic_and_secret_is_an_output() {
        var stores =
                List.of(
                        "AWS::DynamoDB::Table",
                        "AWS::S3::Bucket",
                        "AWS::SQS::Queue",
                        "AWS::SNS::Topic",
                        "AWS::SecretsManager::Secret");
        var outputs = Deployed.map(template.document(), "Outputs");
        Deployed.map(template.document(), "Resources")
                .forEach(
                        (id, resource) -> {
                            if (stores.contains(Deployed.map(resource).get("Type")))
                                assertThat(outputs).containsKey(id);
                        });
    }

    @Test
    void no_function_may_touch_a_whole_service() {
        for (var function : template.functions())
            assertThat(template.permissions(function))
                    .as(function)
                    .isNotEmpty()
                    .noneMatch(allowed -> allowed.action().contains("*"))
                    .noneMatch(allowed -> allowed.resource().startsWith("*"));
    }
}
