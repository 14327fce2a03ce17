package openencoder.cloud.digitalocean.catalogue;

import java.math.BigDecimal;
import java.util.List;

/**
 * A size of droplets, with the fields of the API.
 *
 * @param memory MiB
 * @param disk GiB
 * @param transfer TB a month
 * @param priceMonthly US dollars, likewise {@code priceHourly}
 * @param regions where it is offered
 * @param description its class, such as {@code Basic}
 */
public record Size(
        String slug,
        int memory,
        int vcpus,
        int disk,
        BigDecimal transfer,
        BigDecimal priceMonthly,
        BigDecimal priceHourly,
        List<String> regions,
        boolean available,
        String description,
        List<DiskInfo> diskInfo) {

    public record DiskInfo(String type, Amount size) {
        static List<DiskInfo> local(int gibibytes) {
            return List.of(new DiskInfo("local", new Amount(gibibytes, "gib")));
        }
    }

    record Amount(int amount, String unit) {}
}
