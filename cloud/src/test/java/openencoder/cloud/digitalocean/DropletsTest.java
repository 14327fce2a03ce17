package openencoder.cloud.digitalocean;

import static openencoder.cloud.digitalocean.SimulatorFixture.order;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;

class DropletsTest {

    @TempDir Path folder;
    private SimulatorFixture ocean;

    @BeforeEach
    void open() {
        ocean = SimulatorFixture.in(folder);
    }

    @Test
    void a_deleted_droplet_is_gone_with_its_machine() {
        long id = ocean.create("one");
        ocean.clock.tick(SimulatorFixture.BOOT);
        ocean.get("/v2/droplets/" + id).is(200);
        ocean.delete("/v2/droplets/" + id).is(204);
        assertThat(ocean.host.destroyed()).containsExactly(id);
        var missing = ocean.get("/v2/droplets/" + id).is(404);
        assertThat(missing.at("/id").asString()).isEqualTo("not_found");
        ocean.delete("/v2/droplets/" + id).is(404);
        ocean.get("/v2/droplets/" + id + "/actions").is(404);
        assertThat(ocean.get("/v2/droplets").at("/droplets")).isEmpty();
    }

    @Test
    void a_droplet_deleted_while_it_is_new_is_never_switched_on() {
        ocean.delete("/v2/droplets/" + ocean.create("one")).is(204);
        ocean.clock.tick(SimulatorFixture.BOOT);
        ocean.get("/v2/droplets").is(200);
        assertThat(ocean.host.on()).isEmpty();
    }

    @Test
    void deleting_by_tag_spares_the_others() {
        ocean.create("a", "x");
        ocean.create("b", "x", "y");
        ocean.create("c", "y");
        ocean.delete("/v2/droplets?tag_name=x").is(204);
        var left = ocean.get("/v2/droplets").at("/droplets");
        assertThat(left).hasSize(1);
        assertThat(left.at("/0/name").asString()).isEqualTo("c");
        ocean.delete("/v2/droplets?tag_name=x").is(204);
        ocean.delete("/v2/droplets").is(422);
    }

    @Test
    void a_list_has_20_entries_a_page_and_links_to_the_others() {
        fill(45);
        var first = ocean.get("/v2/droplets?tag_name=t").is(200);
        assertThat(first.at("/droplets")).hasSize(20);
        assertThat(first.at("/meta/total").asInt()).isEqualTo(45);
        assertThat(first.at("/links/pages").propertyNames()).containsExactly("next", "last");
        assertThat(first.at("/links/pages/next").asString())
                .isEqualTo("http://ocean.example/v2/droplets?tag_name=t&page=2");
        var second = ocean.get("/v2/droplets?page=2");
        assertThat(second.at("/links/pages").propertyNames())
                .containsExactly("first", "prev", "next", "last");
        var last = ocean.get("/v2/droplets?page=3");
        assertThat(last.at("/droplets")).hasSize(5);
        assertThat(last.at("/links/pages").propertyNames()).containsExactly("first", "prev");
        assertThat(ocean.get("/v2/droplets?page=4").is(200).at("/droplets")).isEmpty();
    }

    @Test
    void following_pages_of_200_shows_each_droplet_once() {
        fill(401);
        var seen = new HashSet<Long>();
        int pages = 0;
        for (var next = "/v2/droplets?per_page=200&tag_name=t"; !next.isEmpty(); pages++) {
            var page = ocean.get(next);
            page.at("/droplets").forEach(droplet -> seen.add(droplet.at("/id").asLong()));
            next = page.at("/links/pages/next").asString("").replace("http://ocean.example", "");
        }
        assertThat(pages).isEqualTo(3);
        assertThat(seen).hasSize(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"page=0", "page=-1", "page=x", "per_page=0", "per_page=201"})
    void a_page_that_cannot_be_is_refused(String query) {
        ocean.get("/v2/droplets?" + query).is(422);
    }

    @Test
    void a_list_can_be_of_one_tag_or_one_name() {
        ocean.create("a", "x");
        ocean.create("b");
        assertThat(names("tag_name=x")).containsExactly("a");
        assertThat(names("name=B")).containsExactly("b");
        assertThat(names("tag_name=unknown")).isEmpty();
        assertThat(names("type=gpus")).isEmpty();
        ocean.get("/v2/droplets?tag_name=x&name=a").is(422);
    }

    @Test
    void all_is_as_it_was_when_the_account_is_opened_again() {
        long old = ocean.create("old", "x");
        ocean.delete("/v2/droplets/" + ocean.create("gone")).is(204);
        ocean.clock.tick(SimulatorFixture.BOOT);
        ocean.get("/v2/droplets").is(200);
        ocean.post(order("name", "young", "user_data", "#!/bin/true")).is(202);
        var before = ocean.get("/v2/droplets").body();
        var bill = ocean.bill();

        var again = SimulatorFixture.in(folder, ocean.clock);
        assertThat(again.account.token()).isEqualTo(ocean.account.token());
        assertThat(again.get("/v2/droplets").body()).isEqualTo(before);
        assertThat(again.bill()).isEqualTo(bill);
        assertThat(again.host.on()).extracting("name").containsExactly("old");
        assertThat(again.host.retained()).containsExactlyInAnyOrder(old, old + 2);
        again.clock.tick(SimulatorFixture.BOOT);
        again.get("/v2/droplets").is(200);
        assertThat(again.host.on()).extracting("userData").containsExactly("", "#!/bin/true");
        assertThat(again.create("next")).isEqualTo(old + 3);
    }

    @Test
    void droplets_end_with_a_stack_that_revives_none_and_so_does_what_they_cost() {
        ocean.create("old");
        ocean.clock.tick(SimulatorFixture.BOOT);
        ocean.get("/v2/droplets").is(200);

        var settings = SimulatorSettings.standard().withoutRevival();
        var again = SimulatorFixture.with(folder, settings, ocean.clock);
        assertThat(again.get("/v2/droplets").is(200).at("/meta/total").asInt()).isZero();
        assertThat(again.host.on()).isEmpty();
        var bill = again.bill();
        again.clock.tick(Duration.ofDays(1));
        assertThat(again.bill()).isEqualTo(bill);
    }

    @Test
    void a_call_without_the_token_is_refused_and_not_counted() {
        for (var wrong : List.of("", "Bearer x", ocean.account.token())) {
            var refused = ocean.call("GET", "/v2/droplets", "", wrong).is(401);
            assertThat(refused.at("/id").asString()).isEqualTo("unauthorized");
            assertThat(refused.headers()).containsEntry("ratelimit-remaining", "5000");
        }
        ocean.call("GET", "/_simulator/bill", "", "").is(401);
    }

    @Test
    void what_the_api_does_not_have_is_not_found() {
        for (var path : List.of("/", "/v2", "/v2/droplets/x", "/v2/droplets/0", "/_simulator/x"))
            assertThat(ocean.get(path).is(404).at("/id").asString()).isEqualTo("not_found");
        ocean.call("PUT", "/v2/droplets", "{}").is(404);
    }

    @Test
    void a_clock_that_goes_on_changes_nothing_but_what_is_due() {
        long id = ocean.create("one");
        ocean.clock.tick(Duration.ofDays(3));
        assertThat(ocean.get("/v2/droplets/" + id).at("/droplet/created_at").asString())
                .isEqualTo("2026-01-02T12:00:00Z");
    }

    private List<String> names(String query) {
        return ocean.get("/v2/droplets?" + query)
                .at("/droplets")
                .valueStream()
                .map(droplet -> droplet.at("/name").asString())
                .toList();
    }

    private void fill(int count) {
        var names = IntStream.range(0, count).mapToObj(i -> "d" + i).toArray(String[]::new);
        for (int from = 0; from < count; from += 10) {
            var part = Arrays.copyOfRange(names, from, Math.min(count, from + 10));
            ocean.post(order("names", part, "tags", List.of("t"))).is(202);
        }
    }
}
