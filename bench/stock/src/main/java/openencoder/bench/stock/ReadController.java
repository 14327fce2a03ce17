package openencoder.bench.stock;

import com.fasterxml.jackson.annotation.JsonProperty;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Map;

/** The requests that are measured. */
@RestController
public class ReadController {
    /** The answer of {@code /api/me}. */
    public record Me(
            int status,
            long id,
            String username,
            String role,
            boolean active,
            @JsonProperty("created_date") String created) {}

    /** A preset. */
    public record Preset(
            long id,
            String name,
            String description,
            String data,
            String output,
            boolean active,
            @JsonProperty("created_date") String created) {}

    /** The answer of {@code /api/presets/{id}}. */
    public record Shown(Preset preset, int status) {}

    /** The answer of {@code /api/jobs/{id}/status}. */
    public record Status(int status, @JsonProperty("job_status") String jobStatus) {}

    /** The answer of {@code /api/fleet}, its machines only counted. */
    public record Fleet(
            boolean enabled,
            int min,
            int max,
            @JsonProperty("max_hourly") BigDecimal maxHourly,
            @JsonProperty("target_wait") long targetWait,
            long idle,
            String region,
            String size,
            int machines,
            int ended) {}

    private final Tokens tokens;
    private final StockTable rows;

    public ReadController(Tokens tokens, StockTable rows) {
        this.tokens = tokens;
        this.rows = rows;
    }

    @GetMapping("/api/me")
    Me me(@RequestHeader(name = "authorization", required = false) String token) {
        var user = tokens.user(token);
        return new Me(
                200,
                Long.parseLong(user.get("id").n()),
                user.get("username").s(),
                user.get("role").s(),
                user.get("active").bool(),
                user.get("created").s());
    }

    @GetMapping("/api/presets/{id}")
    Shown preset(
            @RequestHeader(name = "authorization", required = false) String token,
            @PathVariable("id") String id) {
        tokens.user(token);
        var row = found("PRESETS_TABLE", id);
        return new Shown(
                new Preset(
                        Long.parseLong(row.get("id").n()),
                        row.get("name").s(),
                        row.get("description").s(),
                        row.get("data").s(),
                        row.get("output").s(),
                        row.get("active").bool(),
                        row.get("created").s()),
                200);
    }

    @GetMapping("/api/jobs/{id}/status")
    Status job(
            @RequestHeader(name = "authorization", required = false) String token,
            @PathVariable("id") String id) {
        tokens.user(token);
        return new Status(200, found("JOBS_TABLE", id).get("status").s());
    }

    @GetMapping("/api/fleet")
    Fleet fleet(@RequestHeader(name = "authorization", required = false) String token) {
        tokens.user(token);
        var key =
                Map.of("pk", AttributeValue.fromS("fleet"), "id", AttributeValue.fromS("settings"));
        var row = rows.find("MACHINES_TABLE", key);
        if (row.isEmpty()) throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        return new Fleet(
                row.get("enabled").bool(),
                number(row, "min"),
                number(row, "max"),
                new BigDecimal(row.get("max_hourly").s()),
                seconds(row, "target_wait"),
                seconds(row, "idle"),
                row.get("region").s(),
                row.get("size").s(),
                rows.count("MACHINES_TABLE", "machines"),
                rows.count("MACHINES_TABLE", "ended#" + YearMonth.now(ZoneOffset.UTC)));
    }

    private static int number(Map<String, AttributeValue> row, String name) {
        return Integer.parseInt(row.get(name).n());
    }

    private static long seconds(Map<String, AttributeValue> row, String name) {
        return Duration.parse(row.get(name).s()).toSeconds();
    }

    private Map<String, AttributeValue> found(String table, String id) {
        var row = rows.find(table, id);
        if (row.isEmpty()) throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        return row;
    }
}
