package openencoder.emulators.iam;

import openencoder.emulators.Endpoint;
import openencoder.emulators.LocalQueue;
import openencoder.emulators.iam.policy.Access;
import openencoder.emulators.iam.request.DynamoDbRequest;
import openencoder.emulators.iam.request.SqsRequest;
import openencoder.emulators.iam.request.TableKeys;
import openencoder.emulators.iam.signature.BodyHash;
import openencoder.emulators.iam.signature.Refused;

import java.io.IOException;
import java.util.List;

/** Lets requests through to SQS or DynamoDB, whose bodies say what they want. */
final class JsonFront {
    private static final int LONGEST = 17 << 20;

    private final Servers servers;
    private final Endpoint behind;
    private final Reading reading;

    /** What a body wants. */
    @FunctionalInterface
    private interface Reading {
        List<Access> of(Call call, byte[] body) throws Refused;
    }

    private JsonFront(Servers servers, Endpoint behind, Reading reading) {
        this.servers = servers;
        this.behind = behind;
        this.reading = reading;
    }

    static JsonFront ofSqs(Servers servers, Endpoint sqs) {
        return new JsonFront(
                servers,
                sqs,
                (call, body) ->
                        SqsRequest.accesses(call.head(), call.target(), sqs.region(), body));
    }

    static JsonFront ofDynamoDb(Servers servers, Endpoint dynamoDb, TableKeys.Lookup tables) {
        var request = new DynamoDbRequest(dynamoDb.region(), LocalQueue.ACCOUNT, tables);
        return new JsonFront(
                servers,
                dynamoDb,
                (call, body) -> request.accesses(call.head(), call.target(), body));
    }

    boolean answer(Call call) throws IOException, Refused {
        var body = call.intake().wholeBody(LONGEST);
        call.verify(BodyHash.of(body));
        if (call.rights().areLimited()) call.rights().check(reading.of(call, body));
        return servers.call(
                behind,
                call.head().without("Expect").without("Upgrade"),
                out -> out.write(body),
                answer -> answer.passOn(call.head(), call.caller().out()));
    }
}
