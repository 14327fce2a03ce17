package openencoder.local.stack;

import static org.assertj.core.api.Assertions.assertThat;

import openencoder.aws.client.AwsClients;
import openencoder.cloud.aws.EmulatedAws;
import openencoder.cloud.template.TableResource;
import openencoder.cloud.template.Template;

import org.junit.jupiter.api.Test;

import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The tables that adapters are tested on are those we deploy. */
class EmulatedTablesIT {

    private record Shape(
            Set<String> attributes, Set<String> keys, Map<String, Set<String>> indexes) {}

    private static final Map<String, String> VARIABLES =
            Map.of(
                    "UsersTable", "USERS_TABLE",
                    "JobsTable", "JOBS_TABLE",
                    "PresetsTable", "PRESETS_TABLE",
                    "WorkersTable", "WORKERS_TABLE",
                    "CountersTable", "COUNTERS_TABLE",
                    "LimitsTable", "LIMITS_TABLE",
                    "MachinesTable", "MACHINES_TABLE");

    @Test
    void tests_meet_the_tables_of_the_template() {
        var environment = EmulatedAws.shared().newEnvironment();
        var emulated = new HashMap<String, Shape>();
        try (var aws = new AwsClients(environment)) {
            VARIABLES.forEach(
                    (table, variable) ->
                            emulated.put(
                                    table,
                                    shape(
                                            aws.dynamoDb()
                                                    .describeTable(
                                                            t ->
                                                                    t.tableName(
                                                                            environment.get(
                                                                                    variable)))
                                                    .table())));
        }
        var deployed =
                Template.read(Path.of("../template.yaml")).tables().stream()
                        .collect(Collectors.toMap(TableResource::id, EmulatedTablesIT::shape));
        assertThat(emulated).isEqualTo(deployed);
    }

    private static Shape shape(TableDescription table) {
        return new Shape(
                set(
                        table.attributeDefinitions(),
                        a -> a.attributeName() + a.attributeTypeAsString()),
                keys(table.keySchema()),
                table.globalSecondaryIndexes().stream()
                        .collect(
                                Collectors.toMap(
                                        i ->
                                                i.indexName()
                                                        + i.projection().projectionTypeAsString(),
                                        i -> keys(i.keySchema()))));
    }

    private static Set<String> keys(List<KeySchemaElement> keys) {
        return set(keys, key -> key.attributeName() + key.keyTypeAsString());
    }

    private static Shape shape(TableResource table) {
        return new Shape(
                table.attributes().entrySet().stream()
                        .map(a -> a.getKey() + a.getValue())
                        .collect(Collectors.toSet()),
                set(table.keys(), key -> key.attribute() + key.type()),
                table.indexes().stream()
                        .collect(
                                Collectors.toMap(
                                        i -> i.name() + i.projection(),
                                        i -> set(i.keys(), key -> key.attribute() + key.type()))));
    }

    private static <T> Set<String> set(List<T> things, Function<T, String> name) {
        return things.stream().map(name).collect(Collectors.toSet());
    }
}
