package openencoder.cloud.iam;

import openencoder.cloud.aws.AwsEndpoint;
import openencoder.cloud.aws.LocalQueue;
import openencoder.cloud.iam.policy.AccessRequest;
import openencoder.cloud.iam.request.DynamoDbRequest;
import openencoder.cloud.iam.request.SqsRequest;
import openencoder.cloud.iam.request.TableKeys;
import openencoder.cloud.iam.signature.Refused;
import openencoder.cloud.iam.signature.Sha256Hex;

import java.io.IOException;
import java.util.List;

/** Lets requests through to SQS or DynamoDB, whose bodies say what they want. */
final class JsonFront {
    private static final int LONGEST = 17 << 20;

    private final Backends servers;
    private final AwsEndpoint behind;
    private final Reading reading;

    /** What a body wants. */
    @FunctionalInterface
    private interface Reading {
        List<AccessRequest> of(SignedCall call, byte[] body) throws Refused;
    }

    private JsonFront(Backends servers, AwsEndpoint behind, Reading reading) {
        this.servers = servers;
        this.behind = behind;
        this.reading = reading;
    }

    static JsonFront ofSqs(Backends servers, AwsEndpoint sqs) {
        return new JsonFront(
                servers,
                sqs,
                (call, body) ->
                        SqsRequest.accesses(call.head(), call.target(), sqs.region(), body));
    }

    static JsonFront ofDynamoDb(Backends servers, AwsEndpoint dynamoDb, TableKeys.Lookup tables) {
        var request = new DynamoDbRequest(dynamoDb.region(), LocalQueue.ACCOUNT, tables);
        return new JsonFront(
                servers,
                dynamoDb,
                (call, body) -> request.accesses(call.head(), call.target(), body));
    }

    boolean answer(SignedCall call) throws IOException, Refused {
        var body = call.intake().wholeBody(LONGEST);
        call.verify(Sha256Hex.of(body));
        if (call.rights().areLimited()) call.rights().check(reading.of(call, body));
        return servers.call(
                behind,
                call.head().without("Expect").without("Upgrade"),
                out -> out.write(body),
                answer -> answer.passOn(call.head(), call.caller().out()));
    }
}
