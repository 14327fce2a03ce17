package openencoder.machines.provider.digitalocean;

import static java.util.Objects.requireNonNull;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.myjeeva.digitalocean.common.DropletStatus;
import com.myjeeva.digitalocean.pojo.Droplet;
import com.myjeeva.digitalocean.pojo.Image;
import com.myjeeva.digitalocean.pojo.Key;
import com.myjeeva.digitalocean.pojo.Network;
import com.myjeeva.digitalocean.pojo.Networks;
import com.myjeeva.digitalocean.pojo.Region;

import openencoder.machine.MachineProvider.Instance;
import openencoder.machine.MachineProvider.Order;
import openencoder.machine.MachineProvider.Status;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;

/** Orders as requests for droplets, and droplets as instances. */
final class Droplets {
    private static final String PRODUCT_TAG = "openencoder";

    private final DigitalOceanSettings settings;
    private final Function<String, BigDecimal> hourly;

    /**
     * @param hourly a size's price, for a droplet that does not tell it
     */
    Droplets(DigitalOceanSettings settings, Function<String, BigDecimal> hourly) {
        this.settings = settings;
        this.hourly = hourly;
    }

    /** As far as the library can say it. No agent of theirs, no IPv6, no backups; default VPC. */
    Droplet request(Order order) {
        var droplet = new Droplet();
        droplet.setName(order.name());
        droplet.setRegion(new Region(order.region()));
        droplet.setSize(order.size());
        droplet.setImage(new Image(settings.image()));
        droplet.setTags(List.of(order.tag(), PRODUCT_TAG));
        droplet.setKeys(settings.sshKeys().stream().map(Droplets::key).toList());
        droplet.setEnableBackup(false);
        droplet.setEnableIpv6(false);
        droplet.setInstallMonitoring(false);
        return droplet;
    }

    private static Key key(String fingerprint) {
        var key = new Key();
        key.setFingerprint(fingerprint);
        return key;
    }

    /** What the library cannot say; it would send user data in ISO 8859-1. */
    JsonObject fields(Order order) {
        var fields = new JsonObject();
        fields.addProperty("with_droplet_agent", false);
        fields.addProperty("user_data", order.userData());
        return fields;
    }

    /** In the order of the answer, as the library keeps it. */
    List<Instance> instances(List<Droplet> seen, List<JsonObject> raw) {
        return IntStream.range(0, raw.size())
                .mapToObj(i -> instance(seen.get(i), raw.get(i)))
                .toList();
    }

    /**
     * @param raw what was sent of it
     */
    Instance instance(Droplet seen, JsonObject raw) {
        return new Instance(
                raw.get("id").getAsBigDecimal().longValueExact(),
                requireNonNull(seen.getName()),
                status(seen.getStatus()),
                seen.getRegion().getSlug(),
                seen.getRegion().getName(),
                requireNonNull(seen.getSize()),
                seen.getCreatedDate().toInstant(),
                Set.copyOf(Optional.ofNullable(seen.getTags()).orElse(List.of())),
                addresses(seen.getNetworks()),
                priceHourly(seen, raw));
    }

    private static Status status(DropletStatus status) {
        return switch (status) {
            case NEW -> Status.NEW;
            case ACTIVE -> Status.ACTIVE;
            case OFF -> Status.OFF;
            case ARCHIVE -> Status.ARCHIVE;
            // One that came after the library: there, paid for, and not known to work.
            case null -> Status.OFF;
        };
    }

    private static List<String> addresses(Networks networks) {
        return Optional.ofNullable(networks)
                .map(Networks::getVersion4Networks)
                .orElse(List.of())
                .stream()
                .filter(network -> "public".equals(network.getType()))
                .map(Network::getIpAddress)
                .toList();
    }

    private BigDecimal priceHourly(Droplet seen, JsonObject raw) {
        return Optional.ofNullable(raw.get("size"))
                .filter(JsonElement::isJsonObject)
                .map(size -> size.getAsJsonObject().get("price_hourly"))
                .map(JsonElement::getAsBigDecimal)
                .orElseGet(() -> hourly.apply(seen.getSize()));
    }
}
