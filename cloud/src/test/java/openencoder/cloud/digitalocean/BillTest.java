package openencoder.cloud.digitalocean;

import static openencoder.cloud.digitalocean.SimulatorFixture.order;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;

class BillTest {

    @TempDir Path folder;
    private SimulatorFixture ocean;

    @BeforeEach
    void open() {
        ocean = SimulatorFixture.in(folder);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0.0625, 0.01",
        "1, 0.03571, 0.01",
        "1008, 0.03571, 0.01",
        "1009, 0.03571, 0.0100087194",
        "60, 1.0, 0.0166666667",
        "59, 1.0, 0.0166666667",
        "61, 1.0, 0.0169444444",
        "3600, 0.07143, 0.0714300000"
    })
    void a_droplet_costs_by_the_second_but_a_minute_and_a_cent_at_least(
            long seconds, BigDecimal price, BigDecimal cost) {
        assertThat(Bill.cost(seconds, price)).isEqualByComparingTo(cost);
    }

    @Test
    void it_is_paid_for_from_its_creation_until_its_deletion_whatever_its_status() {
        long id = ocean.post(order("name", "a", "size", "c-32")).at("/droplet/id").asLong();
        ocean.clock.tick(Duration.ofMillis(3_599_200));
        ocean.delete("/v2/droplets/" + id).is(204);
        ocean.clock.tick(Duration.ofHours(5));
        var line = ocean.bill().lines().getFirst();
        assertThat(line.seconds()).isEqualTo(3_600);
        assertThat(line.amount()).isEqualTo("1.00");
        assertThat(line.deletedAt()).isPresent();
    }

    @Test
    void a_begun_second_of_its_creation_counts() {
        ocean.clock.tick(Duration.ofMillis(900));
        long id = ocean.create("a");
        ocean.clock.tick(Duration.ofSeconds(100));
        ocean.delete("/v2/droplets/" + id).is(204);
        assertThat(ocean.bill().lines().getFirst().seconds()).isEqualTo(101);
    }

    @Test
    void the_bill_can_be_read_over_the_api_and_sums_what_is_and_what_was() {
        long first = ocean.post(order("name", "a", "size", "c-32")).at("/droplet/id").asLong();
        ocean.create("b", "x");
        ocean.clock.tick(Duration.ofHours(2));
        ocean.delete("/v2/droplets/" + first).is(204);
        var bill = ocean.get("/_simulator/bill").is(200);
        assertThat(bill.at("/lines")).hasSize(2);
        assertThat(bill.at("/lines/0/amount").decimalValue()).isEqualByComparingTo("2");
        assertThat(bill.at("/lines/1/cost").decimalValue()).isEqualByComparingTo("0.07142");
        assertThat(bill.at("/lines/1/tags/0").asString()).isEqualTo("x");
        assertThat(bill.at("/lines/1/deleted_at").isNull()).isTrue();
        assertThat(bill.at("/total").decimalValue()).isEqualByComparingTo("2.07");
        assertThat(bill.headers()).isEmpty();
    }
}
