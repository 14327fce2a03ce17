package openencoder.bench.function;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;

import openencoder.account.Role;
import openencoder.account.User;
import openencoder.aws.client.AwsClients;
import openencoder.aws.dynamo.DynamoFleetRepository;
import openencoder.aws.dynamo.DynamoJobRepository;
import openencoder.aws.dynamo.DynamoPresetRepository;
import openencoder.aws.dynamo.DynamoUserRepository;
import openencoder.aws.dynamo.Tables;
import openencoder.cloud.aws.EmulatedAws;
import openencoder.fleet.FleetRepository.Fleet;
import openencoder.fleet.FleetSettings;
import openencoder.job.NewJob;
import openencoder.media.MediaUri;
import openencoder.preset.PresetId;
import openencoder.preset.SeedPresets;

import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Date;
import java.util.HashMap;
import java.util.Map;

/** Tables with a user, presets, a job and a fleet without machines, and events from that user. */
final class FunctionFixture {
    private static final String US = "bench";

    private static final String EVENT =
            """
            {
              "version": "2.0",
              "routeKey": "GET /api/{proxy+}",
              "rawPath": "%s",
              "rawQueryString": "",
              "headers": {
                "accept": "application/json",
                "accept-encoding": "gzip, deflate",
                %s
                "host": "api.example.com",
                "user-agent": "bench/1.0",
                "x-amzn-trace-id": "Root=1-5e6722a7-cc56xmpl46db7ae02d4da47e",
                "x-forwarded-for": "192.0.2.17",
                "x-forwarded-port": "443",
                "x-forwarded-proto": "https"
              },
              "requestContext": {
                "accountId": "210987654321",
                "apiId": "a1b2c3d4e5",
                "domainName": "api.example.com",
                "domainPrefix": "api",
                "http": {
                  "method": "GET",
                  "path": "%s",
                  "protocol": "HTTP/1.1",
                  "sourceIp": "192.0.2.17",
                  "userAgent": "bench/1.0"
                },
                "requestId": "JKJaXmPLvHcESHA=",
                "routeKey": "$default",
                "stage": "$default",
                "time": "10/Nov/2026:05:16:23 +0000",
                "timeEpoch": 1794287783000
              },
              "isBase64Encoded": false
            }
            """;

    private final Map<String, String> environment = new HashMap<>();
    private final String token;

    FunctionFixture() throws JOSEException {
        environment.putAll(EmulatedAws.shared().newEnvironment());
        environment.put("AWS_EC2_METADATA_DISABLED", "true");
        environment.put("TOKEN_ISSUER", US);
        environment.put("TOKEN_AUDIENCE", US);
        environment.put("DEPLOYMENT", US);
        environment.put("WORKER_ROLE_ARN", "arn:aws:iam::123456789012:role/bench");
        // nothing that is measured asks DigitalOcean
        environment.put("DIGITALOCEAN_TOKEN", "file:/nowhere");
        environment.put("DIGITALOCEAN_IMAGE", "ubuntu-24-04-x64");
        // the same work for all: no function remembers a user
        environment.put("USER_CACHE_SECONDS", "0");
        environment.put("JAVA_HOME", System.getProperty("java.home"));
        environment.put("PATH", System.getenv("PATH"));
        var key = new RSAKeyGenerator(2048).keyID(US).generate();
        environment.put("VERIFICATION_KEYS", new JWKSet(key).toString(true));
        environment.put("SIGNING_KEYS", new JWKSet(key).toString(false));
        var now = InstantSource.system().instant();
        try (var aws = new AwsClients(environment)) {
            var tables = new Tables(environment);
            var presets = new DynamoPresetRepository(aws.dynamoDb(), tables);
            presets.seed(SeedPresets.ALL, now);
            var user =
                    new DynamoUserRepository(aws.dynamoDb(), tables)
                            .add("bench@example.com", "", _ -> Role.ADMIN, now);
            var preset = presets.find(new PresetId(1)).orElseThrow().snapshot();
            var source = new MediaUri("", "film.mp4");
            new DynamoJobRepository(aws.dynamoDb(), tables)
                    .add(new NewJob(preset, source, new MediaUri("", "out/"), user.id()), now);
            new DynamoFleetRepository(aws.dynamoDb(), tables)
                    .put(new Fleet(FleetSettings.OFF, URI.create("https://api.example.com")));
            token = token(user, key);
        }
    }

    Map<String, String> environment() {
        return Map.copyOf(environment);
    }

    /** As API Gateway sends it; without a token, it is refused before any table is asked. */
    String event(String target, boolean withToken) {
        var authorization = withToken ? "\"authorization\": \"Bearer %s\",".formatted(token) : "";
        return EVENT.formatted(target, authorization, target).replaceAll("\n *|(?<=\":) ", "");
    }

    private static String token(User user, RSAKey key) throws JOSEException {
        var now = InstantSource.system().instant();
        var header =
                new JWSHeader.Builder(JWSAlgorithm.RS256)
                        .type(new JOSEObjectType("at+jwt"))
                        .keyID(US)
                        .build();
        var claims =
                new JWTClaimsSet.Builder()
                        .issuer(US)
                        .audience(US)
                        .subject(user.id().toString())
                        .claim("ver", user.tokenVersion())
                        .jwtID(US)
                        .issueTime(Date.from(now))
                        .expirationTime(Date.from(now.plus(Duration.ofHours(1))))
                        .build();
        var signed = new SignedJWT(header, claims);
        signed.sign(new RSASSASigner(key));
        return signed.serialize();
    }
}
