package openencoder.cloud.iam.request;

import openencoder.cloud.http.Head;
import openencoder.cloud.iam.policy.AccessRequest;
import openencoder.cloud.iam.signature.Refused;
import openencoder.cloud.iam.signature.Target;

import tools.jackson.databind.JsonNode;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A request to DynamoDB; of batches and transactions, each row is an access of its own. */
public final class DynamoDbRequest {
    private static final String PREFIX = "DynamoDB_20120810.";
    private static final Map<String, String> IN_TRANSACTION =
            Map.of(
                    "Get", "GetItem",
                    "Put", "PutItem",
                    "Update", "UpdateItem",
                    "Delete", "DeleteItem",
                    "ConditionCheck", "ConditionCheckItem");

    private final String arn;
    private final TableKeys.Lookup tables;

    /**
     * @param account of the tables, twelve digits
     */
    public DynamoDbRequest(String region, String account, TableKeys.Lookup tables) {
        this.arn = "arn:aws:dynamodb:%s:%s:table/".formatted(region, account);
        this.tables = tables;
    }

    /**
     * All that must be allowed.
     *
     * @throws Refused if it is none that is known here
     */
    public List<AccessRequest> accesses(Head head, Target target, byte[] body) throws Refused {
        var name = head.value("X-Amz-Target").orElse("");
        var isPlain = target.rawPath().equals("/") && target.query().isEmpty();
        if (!head.method().equals("POST") || !isPlain || !name.startsWith(PREFIX))
            throw Unknown.request("a call that is not to " + PREFIX);
        var operation = name.substring(PREFIX.length());
        var call = JsonBody.parse(body);
        return switch (operation) {
            case "GetItem", "UpdateItem", "DeleteItem" ->
                    List.of(row(operation, call, call.path("Key")));
            case "PutItem" -> List.of(row(operation, call, call.path("Item")));
            case "Query" -> List.of(query(call));
            case "Scan", "DescribeTable" -> List.of(whole(operation, call));
            case "BatchGetItem", "BatchWriteItem" -> batch(operation, call);
            case "TransactGetItems", "TransactWriteItems" -> transaction(call);
            default -> throw Unknown.request(operation);
        };
    }

    private AccessRequest row(String operation, JsonNode call, JsonNode attributes) throws Refused {
        return row(operation, JsonBody.text(call, "TableName"), attributes);
    }

    private AccessRequest row(String operation, String table, JsonNode attributes) throws Refused {
        var hash = keys(table).hash();
        return access(operation, table)
                .with("dynamodb:LeadingKeys", List.of(LeadingKeys.of(attributes, hash)));
    }

    private AccessRequest query(JsonNode call) throws Refused {
        var table = JsonBody.text(call, "TableName");
        var keys = keys(table);
        var hash = call.has("IndexName") ? keys.indexes().get(index(call)) : keys.hash();
        if (hash == null) throw Unknown.request("a Query of an index that is not there");
        return whole("Query", call)
                .with("dynamodb:LeadingKeys", List.of(LeadingKeys.ofQuery(call, hash)));
    }

    private AccessRequest whole(String operation, JsonNode call) throws Refused {
        var table = JsonBody.text(call, "TableName");
        return access(operation, call.has("IndexName") ? table + "/index/" + index(call) : table);
    }

    private static String index(JsonNode call) throws Refused {
        return JsonBody.text(call, "IndexName");
    }

    private List<AccessRequest> batch(String operation, JsonNode call) throws Refused {
        var accesses = new ArrayList<AccessRequest>();
        for (var table : call.path("RequestItems").properties()) {
            var isRead = operation.equals("BatchGetItem");
            for (var each : isRead ? table.getValue().path("Keys") : table.getValue())
                accesses.add(row(operation, table.getKey(), isRead ? each : written(each)));
        }
        return notEmpty(accesses);
    }

    private static JsonNode written(JsonNode each) throws Refused {
        if (each.size() != 1) throw Unknown.request("a batch that writes twice at once");
        var put = each.path("PutRequest").path("Item");
        return put.isMissingNode() ? each.path("DeleteRequest").path("Key") : put;
    }

    private List<AccessRequest> transaction(JsonNode call) throws Refused {
        var accesses = new ArrayList<AccessRequest>();
        for (var each : call.path("TransactItems"))
            for (var part : each.properties()) {
                var operation = IN_TRANSACTION.get(part.getKey());
                if (operation == null) throw Unknown.request(part.getKey());
                var attributes = operation.equals("PutItem") ? "Item" : "Key";
                accesses.add(row(operation, part.getValue(), part.getValue().path(attributes)));
            }
        return notEmpty(accesses);
    }

    private static List<AccessRequest> notEmpty(List<AccessRequest> accesses) throws Refused {
        if (accesses.isEmpty()) throw Unknown.request("a call about nothing");
        return accesses;
    }

    private AccessRequest access(String operation, String table) {
        return AccessRequest.to("dynamodb:" + operation, arn + table);
    }

    private TableKeys keys(String table) throws Refused {
        return tables.of(table).orElseThrow(() -> Unknown.request("a table that is not there"));
    }
}
