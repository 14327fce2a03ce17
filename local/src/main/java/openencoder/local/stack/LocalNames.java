package openencoder.local.stack;

import openencoder.local.stack.EndpointsFile.DigitalOcean;
import openencoder.local.stack.EndpointsFile.DynamoDb;
import openencoder.local.stack.EndpointsFile.Endpoints;
import openencoder.local.stack.EndpointsFile.S3;
import openencoder.local.stack.EndpointsFile.Sqs;
import openencoder.local.template.LocalValues;
import openencoder.local.template.TableResource;
import openencoder.local.template.Template;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** What the template's names stand for on this machine. */
final class LocalNames {

    /**
     * The API document's own example must work here: its password is {@code baz}. And all callers
     * have the same address.
     */
    static final Map<String, String> PARAMETERS =
            Map.of(
                    "FirstUserRole", "admin",
                    "NewUserRole", "operator",
                    "MinPasswordLength", "3",
                    "LoginTriesPerAddress", "1000000",
                    "RegistrationsPerAddress", "1000000");

    private LocalNames() {}

    static LocalValues values(
            Template template, LocalAws aws, AwsEndpoints endpoints, SigningKeyFiles keys) {
        var values = new TreeMap<>(PARAMETERS);
        values.put("AWS::Region", aws.s3().endpoint().region());
        values.put("SigningKeys", keys.signing().toUri().toString());
        values.put("VerificationKeys", keys.verification().toUri().toString());
        for (var id : template.stores()) {
            var name = template.nameOf(id);
            values.put(id, id.endsWith("Queue") ? endpoints.queueUrl(name) : name);
            values.put(id + ".Arn", arn(aws, id, name));
        }
        return new LocalValues(values);
    }

    /**
     * @param aws as it is, also where programs find it broken
     */
    static Endpoints endpoints(URI api, AwsEndpoints aws, Template template) {
        var store = aws.s3();
        return new Endpoints(
                api.toString(),
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
                new DigitalOcean(null, null),
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

    private static String arn(LocalAws aws, String id, String name) {
        if (id.endsWith("Queue")) {
            return aws.arn("sqs", name);
        }
        return id.endsWith("Bucket") ? aws.arn("s3", name) : aws.arn("dynamodb", "table/" + name);
    }
}
