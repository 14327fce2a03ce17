package openencoder.cloud.digitalocean;

import openencoder.cloud.digitalocean.catalogue.Catalogue;
import openencoder.cloud.digitalocean.catalogue.Image;
import openencoder.cloud.digitalocean.catalogue.Region;
import openencoder.cloud.digitalocean.catalogue.Size;
import openencoder.cloud.digitalocean.catalogue.Size.DiskInfo;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** A droplet with the fields of the API. */
record DropletView(
        long id,
        String name,
        int memory,
        int vcpus,
        int disk,
        List<DiskInfo> diskInfo,
        boolean locked,
        String status,
        Object kernel,
        Instant createdAt,
        List<String> features,
        List<Long> backupIds,
        Object nextBackupWindow,
        List<Long> snapshotIds,
        Image image,
        List<String> volumeIds,
        Size size,
        String sizeSlug,
        Networks networks,
        Region region,
        List<String> tags,
        UUID vpcUuid) {

    record Networks(List<Network> v4, List<Network> v6) {
        static final Networks NONE = new Networks(List.of(), List.of());

        // What runs on the droplet runs on this machine.
        static Networks of(long id) {
            var inside = "10.%d.%d.%d".formatted(id >> 16 & 0xff, id >> 8 & 0xff, id & 0xff);
            return new Networks(
                    List.of(
                            new Network("127.0.0.1", "255.0.0.0", "127.0.0.1", "public"),
                            new Network(inside, "255.0.0.0", "nil", "private")),
                    List.of());
        }
    }

    record Network(String ipAddress, String netmask, String gateway, String type) {}

    private static final UUID VPC = UUID.fromString("0e1d4d5c-6f0a-4f0e-9d53-3f3a2f8f6a10");

    static DropletView of(Droplet droplet, Catalogue catalogue) {
        var plan = droplet.plan();
        var size = catalogue.size(plan.size()).orElseThrow();
        return new DropletView(
                droplet.id(),
                plan.name(),
                size.memory(),
                size.vcpus(),
                size.disk(),
                size.diskInfo(),
                droplet.isLocked(),
                droplet.isActive() ? "active" : "new",
                null,
                droplet.createdAt(),
                plan.features(),
                List.of(),
                null,
                List.of(),
                catalogue.image(plan.image()).orElseThrow(),
                List.of(),
                size,
                size.slug(),
                droplet.isActive() ? Networks.of(droplet.id()) : Networks.NONE,
                catalogue.region(plan.region()).orElseThrow(),
                plan.tags(),
                VPC);
    }
}
