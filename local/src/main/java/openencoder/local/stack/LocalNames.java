package openencoder.local.stack;

import openencoder.cloud.aws.AwsEndpoint;
import openencoder.cloud.aws.LocalQueue;
import openencoder.cloud.template.LocalValues;
import openencoder.cloud.template.TableResource;
import openencoder.cloud.template.Template;
import openencoder.local.keys.SigningKeyFiles;
import openencoder.local.stack.EndpointsFile.DigitalOcean;
import openencoder.local.stack.EndpointsFile.DynamoDb;
import openencoder.local.stack.EndpointsFile.Endpoints;
import openencoder.local.stack.EndpointsFile.Iam;
import openencoder.local.stack.EndpointsFile.S3;
import openencoder.local.stack.EndpointsFile.Sqs;
import openencoder.local.stack.StackSettings.Reach;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** What the template's names stand for on this machine. */
final class LocalNames {

    /**
     * For this machine alone. The API document's own example must work: its password is {@code
     * baz}. And all callers have the same address.
     */
    static final Map<String, String> PARAMETERS =
            Map.of(
                    "FirstUserRole", "admin",
                    "NewUserRole", "operator",
                    "Registration", "open",
                    "OpenJobsPerAccount", "100000",
                    "MinPasswordLength", "3",
                    "LoginTriesPerAddress", "1000000",
                    "RegistrationsPerAddress", "1000000");

    private static final String STACK = "openencoder";

    private LocalNames() {}

    /** What every reference stands for but what machines need. */
    static LocalValues values(
            Template template, AwsEndpoints aws, SigningKeyFiles keys, Reach reach) {
        // others get in as they do in a deployed stack
        var values = new TreeMap<String, String>(reach.host().isPresent() ? Map.of() : PARAMETERS);
        reach.origin().ifPresent(origin -> values.put("AllowedOrigin", origin));
        values.put("AWS::Region", AwsEndpoint.REGION);
        values.put("AWS::Partition", "aws");
        values.put("AWS::AccountId", LocalQueue.ACCOUNT);
        values.put("AWS::StackName", STACK);
        values.put("SigningKeys", keys.signing().toUri().toString());
        values.put("VerificationKeys", keys.verification().toUri().toString());
        values.put("WorkerRole.Arn", DropletCloud.ROLE_ARN);
        for (var id : template.stores()) {
            var name = template.nameOf(id);
            values.put(id, id.endsWith("Queue") ? aws.queueUrl(name) : name);
            values.put(id + ".Arn", arn(id, name));
        }
        return new LocalValues(values);
    }

    /**
     * @param token the file with the token of DigitalOcean's API
     * @param digitalOcean where that is
     * @param front where machines find S3, SQS and DynamoDB
     */
    static LocalValues withMachines(
            LocalValues values, Path token, String digitalOcean, String front) {
        return values.with("DigitalOceanToken", token.toUri().toString())
                .with("DigitalOceanEndpoint", digitalOcean)
                .with("WorkerEndpointUrl", front);
    }

    /**
     * @param token of the stack's own user
     * @param aws as it is, also where programs find it broken
     */
    static Endpoints endpoints(
            URI api, String token, AwsEndpoints aws, DropletCloud machines, Template template) {
        var store = aws.s3();
        return new Endpoints(
                api.toString(),
                token,
                new DynamoDb(aws.dynamoDb().uri().toString(), tables(template)),
                new Sqs(
                        aws.sqs().uri().toString(),
                        aws.queueUrl(template.nameOf("JobsQueue")),
                        aws.queueUrl(template.nameOf("JobsDeadLetterQueue"))),
                new S3(
                        store.uri().toString(),
                        store.accessKeyId(),
                        store.secretAccessKey(),
                        template.nameOf("SourceBucket"),
                        template.nameOf("DestinationBucket")),
                new DigitalOcean(
                        machines.digitalOcean().uri().toString(), machines.digitalOcean().token()),
                new Iam(machines.sts().uri().toString(), machines.front().uri().toString()),
                List.of());
    }

    private static Map<String, String> tables(Template template) {
        var tables = new TreeMap<String, String>();
        for (TableResource table : template.tables()) {
            var resource = table.id().replaceAll("Table$", "").toLowerCase(Locale.ROOT);
            tables.put(resource, table.name());
        }
        return tables;
    }

    private static String arn(String id, String name) {
        if (id.endsWith("Bucket")) return "arn:aws:s3:::" + name;
        var place = AwsEndpoint.REGION + ":" + LocalQueue.ACCOUNT;
        return id.endsWith("Queue")
                ? "arn:aws:sqs:%s:%s".formatted(place, name)
                : "arn:aws:dynamodb:%s:table/%s".formatted(place, name);
    }
}
