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
import openencoder.aws.AwsClients;
import openencoder.aws.DynamoFleetRepository;
import openencoder.aws.DynamoJobRepository;
import openencoder.aws.DynamoPresetRepository;
import openencoder.aws.DynamoUserRepository;
import openencoder.aws.Tables;
import openencoder.emulators.EmulatedAws;
import openencoder.fleet.FleetRepository.Fleet;
import openencoder.fleet.FleetSettings;
import openencoder.job.NewJob;
import openencoder.media.MediaUri;
import openencoder.preset.PresetId;
import openencoder.preset.SeedPresets;

import tools.jackson.databind.json.JsonMapper;

import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Date;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** Tables with a user, presets, a job and a fleet without machines, and events from that user. */
final class Ground {
    private static final String US = "bench";

    private final Map<String, String> environment = new HashMap<>();
    private final String token;

    Ground() throws JOSEException {
        environment.putAll(EmulatedAws.shared().newEnvironment());
        environment.put("AWS_EC2_METADATA_DISABLED", "true");
        environment.put("TOKEN_ISSUER", US);
        environment.put("TOKEN_AUDIENCE", US);
        environment.put("DEPLOYMENT", US);
        environment.put("WORKER_ROLE_ARN", "arn:aws:iam::123456789012:role/bench");
        // nothing that is measured asks DigitalOcean
        environment.put("DIGITALOCEAN_TOKEN", "file:/nowhere");
        environment.put("DIGITALOCEAN_IMAGE", "ubuntu-24-04-x64");
        // the same work for all: nobody remembers a user
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
        var http =
                Map.of(
                        "method", "GET",
                        "path", target,
                        "protocol", "HTTP/1.1",
                        "sourceIp", "192.0.2.1",
                        "userAgent", US);
        var context =
                Map.of(
                        "accountId", "123456789012",
                        "apiId", "bench",
                        "domainName", "api.example.com",
                        "requestId", "JKJaXmPLvHcESHA=",
                        "routeKey", "$default",
                        "stage", "$default",
                        "time", "02/Jan/2026:12:00:00 +0000",
                        "timeEpoch", 1767355200000L,
                        "http", http);
        var event = new LinkedHashMap<String, Object>();
        event.put("version", "2.0");
        event.put("routeKey", "$default");
        event.put("rawPath", target);
        event.put("rawQueryString", "");
        event.put("headers", withToken ? Map.of("authorization", "Bearer " + token) : Map.of());
        event.put("requestContext", context);
        event.put("isBase64Encoded", false);
        return JsonMapper.shared().writeValueAsString(event);
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
