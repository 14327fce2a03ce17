package openencoder.bench.plain;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.util.JSONObjectUtils;
import com.nimbusds.jwt.SignedJWT;

import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Duration;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The least that answers {@code GET /api/me}, {@code /api/presets/{id}}, {@code
 * /api/jobs/{id}/status} and {@code /api/fleet} from the same tables: no framework, the SDK, a
 * token verified, JSON out. Of machines it only counts the rows.
 */
public final class PlainLambda implements RequestStreamHandler {
    private final DynamoDbClient dynamoDb;
    private final JWKSet keys;

    public PlainLambda() throws ParseException {
        dynamoDb = DynamoDbClient.builder().httpClient(Apache5HttpClient.create()).build();
        keys = JWKSet.parse(System.getenv("VERIFICATION_KEYS"));
    }

    @Override
    public void handleRequest(InputStream event, OutputStream answer, Context context)
            throws IOException {
        try {
            var text = new String(event.readAllBytes(), StandardCharsets.UTF_8);
            answer.write(
                    JSONObjectUtils.toJSONString(answer(JSONObjectUtils.parse(text))).getBytes());
        } catch (ParseException | JOSEException broken) {
            throw new IOException(broken);
        }
    }

    private Map<String, Object> answer(Map<String, Object> event)
            throws ParseException, JOSEException {
        var headers = JSONObjectUtils.getJSONObject(event, "headers");
        var user = user((String) headers.getOrDefault("authorization", ""));
        if (user.isEmpty()) return response(401, Map.of("code", "token.missing"));
        var path = ((String) event.get("rawPath")).split("/");
        return switch (path[2]) {
            case "me" -> response(200, me(user));
            case "presets" -> preset(row("PRESETS_TABLE", path[3]));
            case "jobs" -> status(row("JOBS_TABLE", path[3]));
            case "fleet" -> fleet();
            default -> response(404, Map.of("code", "route.not_found"));
        };
    }

    private Map<String, AttributeValue> user(String header) throws ParseException, JOSEException {
        if (!header.startsWith("Bearer ")) return Map.of();
        var token = SignedJWT.parse(header.substring("Bearer ".length()));
        var key = keys.getKeyByKeyId(token.getHeader().getKeyID());
        if (key == null || !token.verify(new RSASSAVerifier(key.toRSAKey()))) return Map.of();
        var claims = token.getJWTClaimsSet();
        if (claims.getExpirationTime().before(new Date())) return Map.of();
        var user = row("USERS_TABLE", claims.getSubject());
        return !user.isEmpty() && user.get("active").bool() ? user : Map.of();
    }

    private Map<String, AttributeValue> row(String table, String id) {
        return row(table, Map.of("pk", AttributeValue.fromS(id)));
    }

    private Map<String, AttributeValue> row(String table, Map<String, AttributeValue> key) {
        return dynamoDb.getItem(
                        b -> b.tableName(System.getenv(table)).key(key).consistentRead(true))
                .item();
    }

    private int count(String table, String pk) {
        var values = Map.of(":pk", AttributeValue.fromS(pk));
        return dynamoDb.query(
                        b ->
                                b.tableName(System.getenv(table))
                                        .keyConditionExpression("pk = :pk")
                                        .expressionAttributeValues(values)
                                        .consistentRead(true))
                .count();
    }

    private Map<String, Object> fleet() {
        var key =
                Map.of("pk", AttributeValue.fromS("fleet"), "id", AttributeValue.fromS("settings"));
        var row = row("MACHINES_TABLE", key);
        if (row.isEmpty()) return response(404, Map.of("code", "fleet.not_found"));
        var fleet = new LinkedHashMap<String, Object>();
        fleet.put("enabled", row.get("enabled").bool());
        for (var name : new String[] {"min", "max"})
            fleet.put(name, Integer.parseInt(row.get(name).n()));
        fleet.put("max_hourly", new BigDecimal(row.get("max_hourly").s()));
        for (var name : new String[] {"target_wait", "idle"})
            fleet.put(name, Duration.parse(row.get(name).s()).toSeconds());
        for (var name : new String[] {"region", "size"}) fleet.put(name, row.get(name).s());
        var month = "ended#" + YearMonth.now(ZoneOffset.UTC);
        fleet.put("machines", count("MACHINES_TABLE", "machines"));
        fleet.put("ended", count("MACHINES_TABLE", month));
        return response(200, fleet);
    }

    private static Map<String, Object> me(Map<String, AttributeValue> user) {
        var me = new LinkedHashMap<String, Object>();
        me.put("status", 200);
        me.put("id", Long.parseLong(user.get("id").n()));
        me.put("username", user.get("username").s());
        me.put("role", user.get("role").s());
        me.put("active", user.get("active").bool());
        me.put("created_date", user.get("created").s());
        return me;
    }

    private static Map<String, Object> preset(Map<String, AttributeValue> row) {
        if (row.isEmpty()) return response(404, Map.of("code", "preset.not_found"));
        var preset = new LinkedHashMap<String, Object>();
        preset.put("id", Long.parseLong(row.get("id").n()));
        for (var name : new String[] {"name", "description", "data", "output"})
            preset.put(name, row.get(name).s());
        preset.put("active", row.get("active").bool());
        preset.put("created_date", row.get("created").s());
        return response(200, Map.of("preset", preset, "status", 200));
    }

    private static Map<String, Object> status(Map<String, AttributeValue> row) {
        if (row.isEmpty()) return response(404, Map.of("code", "job.not_found"));
        return response(200, Map.of("status", 200, "job_status", row.get("status").s()));
    }

    private static Map<String, Object> response(int status, Map<String, Object> body) {
        var response = new LinkedHashMap<String, Object>();
        response.put("statusCode", status);
        response.put("headers", Map.of("Content-Type", "application/json"));
        response.put("body", JSONObjectUtils.toJSONString(body));
        return response;
    }
}
