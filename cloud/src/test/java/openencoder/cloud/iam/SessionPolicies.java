package openencoder.cloud.iam;

/** The session policies that machines get. */
final class SessionPolicies {
    static final String QUEUE =
            """
            {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":[
            "sqs:ReceiveMessage","sqs:DeleteMessage","sqs:ChangeMessageVisibility"],
            "Resource":"arn:aws:sqs:us-east-1:000000000000:jobs"},
            {"Effect":"Deny","Action":"*","Resource":"*",
            "Condition":{"NotIpAddress":{"aws:SourceIp":"127.0.0.1"}}}]}\
            """;

    /** Of job 7: its source is {@code in/a*.mp4}, its film goes to {@code out/film.mp4}. */
    static final String JOB =
            """
            {"Version":"2012-10-17","Statement":[
            {"Effect":"Allow","Action":["dynamodb:GetItem","dynamodb:PutItem"],
            "Resource":"arn:aws:dynamodb:us-east-1:000000000000:table/jobs",
            "Condition":{"ForAllValues:StringEquals":{"dynamodb:LeadingKeys":["7"]},
            "Null":{"dynamodb:LeadingKeys":"false"}}},
            {"Effect":"Allow","Action":"s3:GetObject","Resource":"arn:aws:s3:::source/in/a${*}.mp4"},
            {"Effect":"Allow","Action":["s3:GetObject","s3:PutObject","s3:DeleteObject",
            "s3:AbortMultipartUpload","s3:ListMultipartUploadParts"],
            "Resource":"arn:aws:s3:::destination/.openencoder/attempts/7-guid/1/*"},
            {"Effect":"Allow","Action":["s3:GetObject","s3:PutObject","s3:AbortMultipartUpload",
            "s3:ListMultipartUploadParts"],"Resource":"arn:aws:s3:::destination/out/film.mp4"},
            {"Effect":"Allow","Action":"s3:ListBucket","Resource":"arn:aws:s3:::destination",
            "Condition":{"StringLike":{"s3:prefix":".openencoder/attempts/7-guid/1/*"}}},
            {"Effect":"Deny","Action":"*","Resource":"*",
            "Condition":{"NotIpAddress":{"aws:SourceIp":"127.0.0.1"}}}]}\
            """;

    private SessionPolicies() {}
}
