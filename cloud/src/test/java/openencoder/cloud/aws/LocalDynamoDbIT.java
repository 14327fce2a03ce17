package openencoder.cloud.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;

class LocalDynamoDbIT {

    @TempDir Path folder;

    @Test
    void items_are_there_after_a_restart_on_the_same_folder() {
        try (var db = LocalDynamoDb.in(folder);
                var client = Clients.dynamoDb(db.endpoint())) {
            createTable(client);
            client.putItem(p -> p.tableName("films").item(film("one")));
        }
        try (var db = LocalDynamoDb.in(folder);
                var client = Clients.dynamoDb(db.endpoint())) {
            assertThat(client.getItem(g -> g.tableName("films").key(film("one"))).item())
                    .isEqualTo(film("one"));
        }
    }

    @Test
    void a_refused_conditional_write_shows_the_item_that_refused_it() {
        try (var db = LocalDynamoDb.inMemory();
                var client = Clients.dynamoDb(db.endpoint())) {
            createTable(client);
            client.putItem(p -> p.tableName("films").item(film("one")));
            assertThatThrownBy(
                            () ->
                                    client.putItem(
                                            p ->
                                                    p.tableName("films")
                                                            .item(film("one"))
                                                            .conditionExpression(
                                                                    "attribute_not_exists(pk)")
                                                            .returnValuesOnConditionCheckFailure(
                                                                    ReturnValuesOnConditionCheckFailure
                                                                            .ALL_OLD)))
                    .isInstanceOfSatisfying(
                            ConditionalCheckFailedException.class,
                            refusal -> assertThat(refusal.item()).isEqualTo(film("one")));
        }
    }

    @Test
    void two_can_run_side_by_side_without_seeing_each_other() {
        try (var one = LocalDynamoDb.inMemory();
                var other = LocalDynamoDb.inMemory();
                var client = Clients.dynamoDb(one.endpoint());
                var otherClient = Clients.dynamoDb(other.endpoint())) {
            createTable(client);
            assertThat(otherClient.listTables().tableNames()).isEmpty();
        }
    }

    @Test
    void no_other_machine_reaches_it() throws Exception {
        try (var db = LocalDynamoDb.inMemory()) {
            for (var address : outerAddresses())
                assertThatThrownBy(() -> new Socket(address, db.endpoint().uri().getPort()).close())
                        .isInstanceOf(IOException.class);
        }
    }

    private static Iterable<InetAddress> outerAddresses() throws Exception {
        Stream<InetAddress> all =
                NetworkInterface.networkInterfaces().flatMap(NetworkInterface::inetAddresses);
        return all.filter(address -> !address.isLoopbackAddress()).toList();
    }

    private static void createTable(DynamoDbClient client) {
        var key = KeySchemaElement.builder().attributeName("pk").keyType(KeyType.HASH).build();
        var pk =
                AttributeDefinition.builder()
                        .attributeName("pk")
                        .attributeType(ScalarAttributeType.S)
                        .build();
        client.createTable(
                t ->
                        t.tableName("films")
                                .billingMode(BillingMode.PAY_PER_REQUEST)
                                .keySchema(key)
                                .attributeDefinitions(pk));
    }

    private static Map<String, AttributeValue> film(String id) {
        return Map.of("pk", AttributeValue.fromS(id));
    }
}
