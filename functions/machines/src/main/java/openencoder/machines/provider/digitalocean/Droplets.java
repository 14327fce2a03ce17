package openencoder.machines.provider.digitalocean;

import static java.util.Objects.requireNonNull;

import com.google.gson.JsonObject;
import com.myjeeva.digitalocean.pojo.Droplet;
import com.myjeeva.digitalocean.pojo.Image;
import com.myjeeva.digitalocean.pojo.Region;

import openencoder.machine.InstanceId;
import openencoder.machine.Label;
import openencoder.machine.MachineProvider.Instance;
import openencoder.machine.MachineProvider.InstanceRequest;
import openencoder.machine.MachineProvider.Status;
import openencoder.machine.ProviderId;

import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Orders as requests for droplets, and droplets as instances. */
final class Droplets {
    private final String image;
    private final Function<String, BigDecimal> hourly;

    /**
     * @param image the slug of what is on their disks
     * @param hourly a size's price, for a droplet that does not tell it
     */
    Droplets(String image, Function<String, BigDecimal> hourly) {
        this.image = image;
        this.hourly = hourly;
    }

    /**
     * As far as the library can say it. No agent of theirs, no IPv6, no backups; default VPC.
     * Without an SSH key, DigitalOcean sets a root password and mails it to the account's owner:
     * user data must lock it.
     */
    Droplet request(InstanceRequest order) {
        var droplet = new Droplet();
        droplet.setName(order.name());
        droplet.setRegion(new Region(order.spec().region()));
        droplet.setSize(order.spec().size());
        droplet.setImage(new Image(image));
        droplet.setTags(List.of(order.label().toString(), order.label().key()));
        droplet.setEnableBackup(false);
        droplet.setEnableIpv6(false);
        droplet.setInstallMonitoring(false);
        return droplet;
    }

    /** What the library cannot say; it would send user data in ISO 8859-1. */
    JsonObject fields(InstanceRequest order) {
        var fields = new JsonObject();
        fields.addProperty("with_droplet_agent", false);
        fields.addProperty("user_data", order.userData());
        return fields;
    }

    Instance instance(Resources.Droplet seen) {
        return new Instance(
                new InstanceId(ProviderId.DIGITALOCEAN, Long.toString(seen.id())),
                requireNonNull(seen.name()),
                status(requireNonNull(seen.status())),
                seen.region().slug(),
                seen.region().name(),
                requireNonNull(seen.sizeSlug()),
                OffsetDateTime.parse(seen.createdAt()).toInstant(),
                Resources.listed(seen.tags()).stream()
                        .map(Droplets::label)
                        .collect(Collectors.toUnmodifiableSet()),
                addresses(seen.networks()),
                priceHourly(seen));
    }

    private static Status status(String status) {
        return switch (status) {
            case "new" -> Status.PENDING;
            case "active" -> Status.RUNNING;
            case "archive" -> Status.GONE;
            // Off, or in a state of tomorrow: there, paid for, and not known to work.
            default -> Status.STOPPED;
        };
    }

    /** As a tag, which has no value: {@code key:value}. */
    private static Label label(String tag) {
        var parts = tag.split(":", 2);
        return new Label(parts[0], parts.length == 2 ? parts[1] : "");
    }

    private static List<String> addresses(Resources.Networks networks) {
        return Optional.ofNullable(networks).map(Resources.Networks::v4).orElse(List.of()).stream()
                .filter(network -> "public".equals(network.type()))
                .map(Resources.Network::ipAddress)
                .toList();
    }

    private BigDecimal priceHourly(Resources.Droplet seen) {
        return Optional.ofNullable(seen.size())
                .map(Resources.Size::priceHourly)
                .orElseGet(() -> hourly.apply(seen.sizeSlug()));
    }
}
