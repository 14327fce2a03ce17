package openencoder.machines.provider.digitalocean;

import static java.util.Objects.requireNonNull;

import com.google.gson.FieldNamingPolicy;
import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;

import openencoder.machine.Billing;
import openencoder.machine.MachineProvider;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/**
 * What is read of DigitalOcean's resources, from the answers as they were sent: the library reads
 * ids as ints and traffic in whole TiB, and gives up on an answer, or makes one number of another,
 * when they are not.
 */
final class Resources {
    private static final Gson GSON =
            new GsonBuilder()
                    .setFieldNamingPolicy(FieldNamingPolicy.LOWER_CASE_WITH_UNDERSCORES)
                    .create();

    record Droplet(
            long id,
            String name,
            String status,
            Region region,
            String sizeSlug,
            Size size,
            String createdAt,
            List<String> tags,
            Networks networks) {}

    record Networks(List<Network> v4) {}

    record Network(String ipAddress, String type) {}

    record Region(String slug, String name, List<String> sizes, boolean available) {
        MachineProvider.Region offered() {
            return new MachineProvider.Region(
                    requireNonNull(slug), requireNonNull(name), listed(sizes), available);
        }
    }

    record Size(
            String slug,
            boolean available,
            int vcpus,
            long memory,
            long disk,
            BigDecimal priceMonthly,
            BigDecimal priceHourly,
            List<String> regions) {
        MachineProvider.Size offered(Billing billing) {
            return new MachineProvider.Size(
                    requireNonNull(slug),
                    available,
                    vcpus,
                    memory,
                    disk,
                    requireNonNull(priceMonthly),
                    requireNonNull(priceHourly),
                    listed(regions),
                    billing);
        }
    }

    private Resources() {}

    static <T> T read(JsonElement json, Class<T> type) {
        return requireNonNull(GSON.fromJson(json, type));
    }

    static <T> List<T> listed(List<T> given) {
        return Optional.ofNullable(given).map(List::copyOf).orElse(List.of());
    }
}
