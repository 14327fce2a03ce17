package openencoder.cloud.iam.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import openencoder.cloud.http.Head;
import openencoder.cloud.iam.policy.AccessRequest;
import openencoder.cloud.iam.signature.Refused;
import openencoder.cloud.iam.signature.Target;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

class JsonRequestsTest {
    private static final String REGION = "us-east-1";
    private static final String QUEUE = "arn:aws:sqs:us-east-1:000000000000:jobs";
    private static final String TABLE = "arn:aws:dynamodb:us-east-1:000000000000:table/jobs";
    private static final TableKeys KEYS = new TableKeys("pk", Map.of("by-status", "status"));

    @ParameterizedTest
    @CsvSource({
        "ReceiveMessage, sqs:ReceiveMessage",
        "DeleteMessageBatch, sqs:DeleteMessage",
        "PurgeQueue, sqs:PurgeQueue",
    })
    void a_queue_is_named_in_the_body(String operation, String action) throws Exception {
        assertThat(sqs("/", operation, "{'QueueUrl':'http://x:1/000000000000/jobs'}"))
                .containsExactly(AccessRequest.to(action, QUEUE));
    }

    @Test
    void a_form_names_the_queue_in_its_address_or_body() throws Exception {
        assertThat(form("/000000000000/jobs", "Action=SendMessage"))
                .containsExactly(AccessRequest.to("sqs:SendMessage", QUEUE));
        assertThat(form("/", "Action=SendMessage&QueueUrl=http%3A%2F%2Fx%2F000000000000%2Fjobs"))
                .containsExactly(AccessRequest.to("sqs:SendMessage", QUEUE));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "/      | {}",
                "/      | {'QueueUrl':'http://x/000000000000/jobs?a'}",
                "/      | {'QueueUrl':'http://x/000000000000/jobs/../other'}",
                "/      |"
                    + " {'QueueUrl':'http://x/000000000000/jobs','QueueUrl':'http://x/000000000000/other'}",
                "/      | {'QueueUrl':'http://x/000000000000/jobs'} {}",
                "/      | []",
                "/?Action=PurgeQueue | {'QueueUrl':'http://x/000000000000/jobs'}",
                "/000000000000/other | {'QueueUrl':'http://x/000000000000/jobs'}",
            })
    void a_call_that_two_could_read_in_two_ways_is_refused(String path, String body) {
        assertThatThrownBy(() -> sqs(path, "ReceiveMessage", body)).isInstanceOf(Refused.class);
    }

    @ParameterizedTest
    @CsvSource({
        "/000000000000/other, Action=SendMessage&QueueUrl=http://x/000000000000/jobs",
        "/000000000000/jobs, Action=ReceiveMessage&Action=PurgeQueue",
        "/, Action=ListQueues",
    })
    void a_form_about_no_one_queue_is_refused(String path, String body) {
        assertThatThrownBy(() -> form(path, body)).isInstanceOf(Refused.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "GetItem    | {'TableName':'jobs','Key':{'pk':{'S':'7'}}}",
                "UpdateItem | {'TableName':'jobs','Key':{'pk':{'S':'7'}}}",
                "DeleteItem | {'TableName':'jobs','Key':{'pk':{'N':'7'}}}",
                "PutItem    | {'TableName':'jobs','Item':{'pk':{'S':'7'},'id':{'N':'8'}}}",
                "Query      | {'TableName':'jobs','KeyConditionExpression':'pk ="
                        + " :p','ExpressionAttributeValues':{':p':{'S':'7'}}}",
                "Query      | {'TableName':'jobs','KeyConditionExpression':'#p=:p AND id >"
                    + " :i','ExpressionAttributeNames':{'#p':'pk'},'ExpressionAttributeValues':{':p':{'S':'7'},':i':{'N':'1'}}}",
                "Query      | {'TableName':'jobs','KeyConditionExpression':'id BETWEEN :i AND :j"
                        + " and (pk ="
                        + " :p)','ExpressionAttributeValues':{':p':{'S':'7'},':i':{'N':'1'}}}",
            })
    void a_row_is_known_by_its_partition_key(String operation, String body) throws Exception {
        assertThat(dynamoDb(operation, body)).containsExactly(row(operation, "7"));
    }

    @Test
    void an_index_has_a_key_of_its_own() throws Exception {
        var body =
                "{'TableName':'jobs','IndexName':'by-status','KeyConditionExpression':'status ="
                        + " :s','ExpressionAttributeValues':{':s':{'S':'queued'}}}";

        assertThat(dynamoDb("Query", body))
                .containsExactly(
                        AccessRequest.to("dynamodb:Query", TABLE + "/index/by-status")
                                .with("dynamodb:LeadingKeys", List.of("queued")));
    }

    @Test
    void a_scan_has_no_leading_keys() throws Exception {
        assertThat(dynamoDb("Scan", "{'TableName':'jobs'}"))
                .containsExactly(AccessRequest.to("dynamodb:Scan", TABLE));
    }

    @Test
    void batches_and_transactions_are_as_many_accesses_as_rows() throws Exception {
        assertThat(
                        dynamoDb(
                                "BatchGetItem",
                                "{'RequestItems':{'jobs':{'Keys':[{'pk':{'S':'1'}},{'pk':{'S':'2'}}]}}}"))
                .containsExactly(row("BatchGetItem", "1"), row("BatchGetItem", "2"));
        assertThat(
                        dynamoDb(
                                "BatchWriteItem",
                                "{'RequestItems':{'jobs':[{'PutRequest':{'Item':{'pk':{'S':'1'}}}},"
                                        + "{'DeleteRequest':{'Key':{'pk':{'S':'2'}}}}]}}"))
                .containsExactly(row("BatchWriteItem", "1"), row("BatchWriteItem", "2"));
        assertThat(
                        dynamoDb(
                                "TransactWriteItems",
                                "{'TransactItems':[{'Put':{'TableName':'jobs','Item':{'pk':{'S':'1'}}}},"
                                    + "{'ConditionCheck':{'TableName':'jobs','Key':{'pk':{'S':'2'}}}}]}"))
                .containsExactly(row("PutItem", "1"), row("ConditionCheckItem", "2"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "GetItem         | {'TableName':'jobs','Key':{'id':{'S':'7'}}}",
                "GetItem         | {'TableName':'nowhere','Key':{'pk':{'S':'7'}}}",
                "Query           | {'TableName':'jobs','KeyConditionExpression':'id ="
                        + " :p','ExpressionAttributeValues':{':p':{'S':'7'}}}",
                "Query           |"
                    + " {'TableName':'jobs','KeyConditions':{'pk':{}},'KeyConditionExpression':'pk"
                    + " = :p','ExpressionAttributeValues':{':p':{'S':'7'}}}",
                "BatchWriteItem  |"
                    + " {'RequestItems':{'jobs':[{'PutRequest':{'Item':{'pk':{'S':'1'}}},'DeleteRequest':{'Key':{'pk':{'S':'2'}}}}]}}",
                "BatchGetItem    | {'RequestItems':{}}",
                "ExecuteStatement| {'Statement':'SELECT * FROM jobs'}",
                "ListTables      | {}",
            })
    void what_is_not_known_is_refused(String operation, String body) {
        assertThatThrownBy(() -> dynamoDb(operation, body)).isInstanceOf(Refused.class);
    }

    private static AccessRequest row(String operation, String key) {
        return AccessRequest.to("dynamodb:" + operation, TABLE)
                .with("dynamodb:LeadingKeys", List.of(key));
    }

    private static List<AccessRequest> dynamoDb(String operation, String body) throws Refused {
        var head = head("/", "X-Amz-Target: DynamoDB_20120810." + operation);
        return new DynamoDbRequest(
                        REGION,
                        "000000000000",
                        table -> Optional.of(KEYS).filter(_ -> table.equals("jobs")))
                .accesses(head, Target.of(head), json(body));
    }

    private static List<AccessRequest> sqs(String path, String operation, String body)
            throws Refused {
        var head = head(path, "X-Amz-Target: AmazonSQS." + operation);
        return SqsRequest.accesses(head, Target.of(head), REGION, json(body));
    }

    private static List<AccessRequest> form(String path, String body) throws Refused {
        var head = head(path);
        return SqsRequest.accesses(
                head, Target.of(head), REGION, body.getBytes(StandardCharsets.US_ASCII));
    }

    private static byte[] json(String text) {
        return text.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    }

    private static Head head(String path, String... headers) {
        var lines = new ArrayList<>(List.of("POST " + path + " HTTP/1.1"));
        lines.addAll(List.of(headers));
        return new Head(lines);
    }
}
