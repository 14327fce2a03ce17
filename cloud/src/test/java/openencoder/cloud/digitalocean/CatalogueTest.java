package openencoder.cloud.digitalocean;

import static org.assertj.core.api.Assertions.assertThat;

import openencoder.cloud.digitalocean.catalogue.Catalogue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.file.Path;

class CatalogueTest {

    @TempDir Path folder;

    /** As recorded from the real API, and from its price list of 2025. */
    @ParameterizedTest
    @CsvSource({
        "s-1vcpu-512mb-10gb, 0.00595",
        "s-1vcpu-1gb, 0.00893",
        "s-2vcpu-4gb, 0.03571",
        "s-4vcpu-8gb-amd, 0.08333",
        "c-2, 0.0625",
        "c2-2vcpu-4gb, 0.06994",
        "m-2vcpu-16gb, 0.125"
    })
    void sizes_cost_what_they_cost(String slug, String hourly) {
        var size = new Catalogue().size(slug).orElseThrow();
        assertThat(size.priceHourly()).isEqualByComparingTo(hourly);
    }

    @Test
    void sizes_and_regions_know_each_other() {
        var catalogue = new Catalogue();
        for (var region : catalogue.regions()) {
            assertThat(region.sizes().isEmpty()).as(region.slug()).isNotEqualTo(region.available());
            for (var slug : region.sizes()) {
                var size = catalogue.size(slug).orElseThrow();
                assertThat(size.regions()).as(slug).contains(region.slug());
            }
        }
    }

    @Test
    void sizes_take_more_than_one_page() {
        var ocean = SimulatorFixture.in(folder);
        var first = ocean.get("/v2/sizes?per_page=25").is(200);
        assertThat(first.at("/sizes")).hasSize(25);
        assertThat(first.at("/links/pages").has("next")).isTrue();
        var second = ocean.get("/v2/sizes?per_page=25&page=2").is(200);
        assertThat(25 + second.at("/sizes").size()).isEqualTo(first.at("/meta/total").asInt());
        assertThat(first.at("/sizes/0").propertyNames())
                .containsExactlyInAnyOrder(
                        "slug",
                        "memory",
                        "vcpus",
                        "disk",
                        "transfer",
                        "price_monthly",
                        "price_hourly",
                        "regions",
                        "available",
                        "description",
                        "disk_info");
    }

    @Test
    void a_region_says_what_it_is_called_and_what_it_offers() {
        var ocean = SimulatorFixture.in(folder);
        var regions = ocean.get("/v2/regions").is(200).at("/regions");
        assertThat(regions.at("/0/name").asString()).isEqualTo("New York 1");
        assertThat(regions.at("/0").propertyNames())
                .containsExactlyInAnyOrder("name", "slug", "features", "available", "sizes");
        assertThat(regions.at("/1/available").asBoolean()).isFalse();
    }
}
