package openencoder.machines.agents;

import java.net.URI;
import java.util.List;

/**
 * Names of what machines use, as policies spell them. The partition and the account are those of
 * the machines' role.
 */
record Arns(String partition, String account, String region) {
    private static final int PARTITION = 1;
    private static final int ACCOUNT = 4;

    static Arns of(AgentSettings workers) {
        var parts = List.of(workers.roleArn().split(":"));
        if (parts.size() <= ACCOUNT || !parts.getFirst().equals("arn"))
            throw new IllegalStateException(
                    "WORKER_ROLE_ARN is '%s'; it must be a role's ARN"
                            .formatted(workers.roleArn()));
        return new Arns(parts.get(PARTITION), parts.get(ACCOUNT), workers.region());
    }

    /** Its URL ends in the account that owns it and its name. */
    String queue(String url) {
        var path = URI.create(url).getPath().split("/");
        return "arn:%s:sqs:%s:%s:%s"
                .formatted(partition, region, path[path.length - 2], path[path.length - 1]);
    }

    String table(String name) {
        return "arn:%s:dynamodb:%s:%s:table/%s".formatted(partition, region, account, name);
    }

    String bucket(String name) {
        return "arn:%s:s3:::%s".formatted(partition, name);
    }
}
