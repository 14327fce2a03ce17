package openencoder.consistency;

import static openencoder.cloud.template.WrittenTemplate.map;

import static org.assertj.core.api.Assertions.assertThat;

import static java.util.stream.Collectors.toSet;

import openencoder.cloud.template.WrittenTemplate;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What an operator who deploys the template relies on. */
class TemplateRulesTest {
    private static final Set<String> CHECKS =
            Set.of("AllowedValues", "AllowedPattern", "MinValue", "MinLength");

    private static final Pattern REFERENCE =
            Pattern.compile("!Ref ([A-Za-z]\\w*)(?!\\w*:)|!GetAtt (\\w+)\\.|\\$\\{(\\w+)[.}]");

    private final String text = Files.readString(Path.of("..", "..", "template.yaml"));
    private final WrittenTemplate template = WrittenTemplate.parse(text);
    private final Deployed deployed = new Deployed(template);

    TemplateRulesTest() throws IOException {}

    @Test
    void every_parameter_says_what_it_is_and_refuses_nonsense() {
        template.section("Parameters")
                .forEach(
                        (name, parameter) -> {
                            var says = map(parameter);
                            assertThat(says).as(name).containsKeys("Description", "Default");
                            assertThat(says.keySet()).as(name).containsAnyElementsOf(CHECKS);
                        });
    }

    @Test
    void every_function_and_output_says_what_it_is() {
        var resources = template.section("Resources");
        for (var function : template.functions())
            assertThat(map(resources.get(function), "Properties"))
                    .as(function)
                    .containsKey("Description");
        template.section("Outputs")
                .forEach(
                        (name, output) ->
                                assertThat(map(output))
                                        .as(name)
                                        .containsKeys("Description", "Value"));
    }

    @Test
    void with_snapstart_no_function_collects_all_garbage_after_its_rehearsal() {
        var functions = map(template.section("Globals"), "Function");
        var variables = map(map(functions, "Environment"), "Variables");
        assertThat(functions).containsKey("SnapStart");
        assertThat("" + variables.get("JAVA_TOOL_OPTIONS"))
                .contains("-XX:+DisableExplicitGC", "-XX:MetaspaceSize=128m");
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
        var outputs = template.section("Outputs");
        template.section("Resources")
                .forEach(
                        (id, resource) -> {
                            if (stores.contains(map(resource).get("Type")))
                                assertThat(outputs).containsKey(id);
                        });
    }

    @Test
    void every_reference_names_something_and_every_parameter_is_used() {
        var parameters = template.section("Parameters").keySet();
        var resources = template.section("Resources").keySet();
        var named = references(text);
        assertThat(named).containsAll(parameters);
        assertThat(named).allMatch(name -> parameters.contains(name) || resources.contains(name));
        assertThat(references("!Ref Gone, !GetAtt Lost.Arn, !Sub ${Away.Arn}/${AWS::Region}"))
                .containsExactlyInAnyOrder("Gone", "Lost", "Away");
    }

    @Test
    void the_guide_counts_every_alarm_and_secret_that_costs_a_month() throws IOException {
        var guide = Files.readString(Path.of("..", "..", "docs", "deployment.md"));
        assertThat(guide)
                .contains("| %d alarms at".formatted(count("AWS::CloudWatch::Alarm")))
                .contains("| %d secrets at".formatted(count("AWS::SecretsManager::Secret")));
    }

    private long count(String type) {
        return template.resources(type).size();
    }

    private static Set<String> references(String text) {
        return REFERENCE
                .matcher(text)
                .results()
                .flatMap(found -> Stream.of(found.group(1), found.group(2), found.group(3)))
                .filter(Objects::nonNull)
                .collect(toSet());
    }

    /**
     * An HTTP API makes none of it:
     * https://github.com/aws/serverless-application-model/issues/1949.
     */
    @Test
    void no_route_ends_with_a_slash() {
        assertThat(text).doesNotContainPattern("Path: \\S+/\\s");
        // the index has such a path, and no route of its own for it
        assertThat(template.routes("JobsFunction")).contains("$default");
    }

    /** Or else every stack's has the same, and only the first can be made. */
    @Test
    void no_schedule_is_given_a_name() {
        assertThat(text.split("ScheduleExpression:", -1).length)
                .isEqualTo(text.split("OmitName: true", -1).length)
                .isGreaterThan(1);
    }

    /**
     * {@code AutoPublishAlias} does not see them otherwise, so the alias would stay with a version
     * that has the old ones: https://github.com/aws/serverless-application-model/issues/1640.
     */
    @Test
    void a_version_is_published_for_a_parameter_s_new_value_where_a_function_uses_it() {
        var parameters = template.section("Parameters");
        for (var function : template.functions()) {
            var used = WrittenTemplate.references(deployed.variables(function));
            used.retainAll(parameters.keySet());
            var description = "" + template.properties(function).get("VersionDescription");
            var seen = used.isEmpty() ? Set.<String>of() : WrittenTemplate.references(description);
            assertThat(seen).as(function).isEqualTo(used);
            assertThat(seen.stream().mapToInt(name -> longest(parameters.get(name)) + 1).sum())
                    .as("longest description of a version of %s", function)
                    .isLessThanOrEqualTo(256);
        }
    }

    private static int longest(Object parameter) {
        var says = map(parameter);
        if (says.get("AllowedValues") instanceof List<?> values)
            return values.stream().mapToInt(value -> value.toString().length()).max().orElseThrow();
        if (says.get("MaxLength") instanceof Integer length) return length;
        return says.get("MaxValue").toString().length();
    }

    @Test
    void no_resources_wait_for_each_other() {
        assertThat(deployed.waiting()).isEmpty();
        var circle =
                text.replace(
                        "Description: Sessions of rented machines.",
                        "Description: !Ref MachinesFunction");
        assertThat(Deployed.parse(circle).waiting()).contains("MachinesFunction", "WorkerRole");
    }

    @Test
    void no_function_may_touch_a_whole_service() {
        for (var function : template.functions())
            assertThat(deployed.permissions(function))
                    .as(function)
                    .isNotEmpty()
                    .noneMatch(allowed -> allowed.action().contains("*"))
                    .noneMatch(allowed -> allowed.resource().startsWith("*"));
    }
}
