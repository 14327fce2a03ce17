package openencoder.consistency;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;

/** What a guest may ask for: a new route that shows films is not among it unnoticed. */
class GuestRoutesTest {
    @Test
    void a_guest_sees_states_and_counts_and_itself() throws IOException {
        var description = Files.readString(Path.of("..", "..", "docs", "api.yaml"));
        var roles = Documented.of(description, FunctionsAtWork.EVENTS).roles();

        var guests =
                roles.entrySet().stream()
                        .filter(route -> route.getValue().equals("guest"))
                        .map(Map.Entry::getKey)
                        .collect(Collectors.toSet());

        assertThat(guests)
                .containsExactlyInAnyOrder(
                        "POST /api/logout",
                        "GET /api/refresh-token",
                        "GET /api/me",
                        "PUT /api/me",
                        "DELETE /api/me/sessions",
                        "POST /api/update-password",
                        "GET /api/jobs",
                        "GET /api/jobs/{id}",
                        "GET /api/jobs/{id}/status",
                        "GET /api/presets",
                        "GET /api/presets/{id}",
                        "GET /api/preset/{id}",
                        "GET /api/machines",
                        "GET /api/machines/regions",
                        "GET /api/machines/sizes",
                        "GET /api/machines/pricing",
                        "GET /api/machine",
                        "GET /api/machine/regions",
                        "GET /api/machine/sizes",
                        "GET /api/machine/pricing",
                        "GET /api/stats",
                        "GET /api/queue",
                        "GET /api/workers");
    }
}
