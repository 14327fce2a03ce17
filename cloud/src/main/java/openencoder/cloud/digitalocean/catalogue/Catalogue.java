package openencoder.cloud.digitalocean.catalogue;

import openencoder.cloud.digitalocean.catalogue.Size.DiskInfo;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What DigitalOcean offers: sizes with their prices of 2025, regions, images. */
public final class Catalogue {

    private static final BigDecimal HOURS_BILLED_A_MONTH = BigDecimal.valueOf(672);

    // slug, MiB, vCPUs, GiB, TB a month, dollars a month
    private static final String SIZES =
            """
            Basic
            s-1vcpu-512mb-10gb 512 1 10 0.5 4
            s-1vcpu-1gb 1024 1 25 1 6
            s-1vcpu-2gb 2048 1 50 2 12
            s-2vcpu-2gb 2048 2 60 3 18
            s-2vcpu-4gb 4096 2 80 4 24
            s-4vcpu-8gb 8192 4 160 5 48
            s-8vcpu-16gb 16384 8 320 6 96
            Basic AMD
            s-1vcpu-1gb-amd 1024 1 25 1 7
            s-1vcpu-2gb-amd 2048 1 50 2 14
            s-2vcpu-2gb-amd 2048 2 60 3 21
            s-2vcpu-4gb-amd 4096 2 80 4 28
            s-4vcpu-8gb-amd 8192 4 160 5 56
            s-8vcpu-16gb-amd 16384 8 320 6 112
            Basic Intel
            s-1vcpu-1gb-intel 1024 1 25 1 7
            s-1vcpu-2gb-intel 2048 1 50 2 14
            s-2vcpu-2gb-intel 2048 2 60 3 21
            s-2vcpu-4gb-intel 4096 2 80 4 28
            s-4vcpu-8gb-intel 8192 4 160 5 56
            s-8vcpu-16gb-intel 16384 8 320 6 112
            CPU-Optimized
            c-2 4096 2 25 4 42
            c-4 8192 4 50 5 84
            c-8 16384 8 100 6 168
            c-16 32768 16 200 7 336
            c-32 65536 32 400 9 672
            CPU-Optimized 2x SSD
            c2-2vcpu-4gb 4096 2 50 4 47
            c2-4vcpu-8gb 8192 4 100 5 94
            c2-8vcpu-16gb 16384 8 200 6 188
            General Purpose
            g-2vcpu-8gb 8192 2 25 4 63
            g-4vcpu-16gb 16384 4 50 5 126
            g-8vcpu-32gb 32768 8 100 6 252
            g-16vcpu-64gb 65536 16 200 7 504
            Memory-Optimized
            m-2vcpu-16gb 16384 2 50 4 84
            m-4vcpu-32gb 32768 4 100 6 168
            m-8vcpu-64gb 65536 8 200 7 336
            """;

    // slug, whether droplets can be made there, name. DigitalOcean makes none in sfo1 any more;
    // here
    // it does, for the first version of our API names it in its example.
    private static final String REGIONS =
            """
            nyc1 yes New York 1
            nyc2 no New York 2
            nyc3 yes New York 3
            ams3 yes Amsterdam 3
            sfo1 yes San Francisco 1
            sfo2 yes San Francisco 2
            sfo3 yes San Francisco 3
            sgp1 yes Singapore 1
            lon1 yes London 1
            fra1 yes Frankfurt 1
            tor1 yes Toronto 1
            blr1 yes Bangalore 1
            syd1 yes Sydney 1
            atl1 yes Atlanta 1
            """;

    private static final List<String> OPEN =
            REGIONS.lines()
                    .filter(line -> line.split(" ")[1].equals("yes"))
                    .map(line -> line.split(" ")[0])
                    .toList();
    private static final List<String> SMALLEST_ONLY_IN =
            List.of("ams3", "fra1", "nyc1", "sfo3", "sgp1", "syd1");
    private static final List<String> DEDICATED_NOT_IN = List.of("sfo2", "atl1");
    private static final List<String> FEATURES =
            List.of("backups", "ipv6", "metadata", "install_agent", "storage", "image_transfer");

    private final List<Size> sizes = readSizes();
    private final List<Region> regions =
            REGIONS.lines().map(line -> line.split(" ", 3)).map(this::region).toList();
    private final List<Image> images =
            List.of(
                    image(
                            155_133_621,
                            "24.04 (LTS) x64",
                            "Ubuntu",
                            "ubuntu-24-04-x64",
                            "2024-04-26"),
                    image(
                            129_211_873,
                            "22.04 (LTS) x64",
                            "Ubuntu",
                            "ubuntu-22-04-x64",
                            "2023-03-27"),
                    image(140_806_547, "12 x64", "Debian", "debian-12-x64", "2023-09-15"));

    public List<Size> sizes() {
        return sizes;
    }

    public List<Region> regions() {
        return regions;
    }

    public Optional<Size> size(String slug) {
        return sizes.stream().filter(size -> size.slug().equals(slug)).findFirst();
    }

    public Optional<Region> region(String slug) {
        return regions.stream().filter(region -> region.slug().equals(slug)).findFirst();
    }

    /**
     * @param name its slug or its id
     */
    public Optional<Image> image(String name) {
        return images.stream()
                .filter(
                        image ->
                                image.slug().equals(name) || Long.toString(image.id()).equals(name))
                .findFirst();
    }

    private static List<Size> readSizes() {
        var found = new ArrayList<Size>();
        var description = "";
        for (var line : SIZES.lines().toList()) {
            var words = line.split(" ");
            if (words.length == 6) {
                found.add(size(words, description));
            } else {
                description = line;
            }
        }
        return List.copyOf(found);
    }

    private static Size size(String[] words, String description) {
        int disk = Integer.parseInt(words[3]);
        var monthly = new BigDecimal(words[5]).setScale(1);
        return new Size(
                words[0],
                Integer.parseInt(words[1]),
                Integer.parseInt(words[2]),
                disk,
                new BigDecimal(words[4]).setScale(1),
                monthly,
                monthly.divide(HOURS_BILLED_A_MONTH, 5, RoundingMode.HALF_UP),
                offeredIn(words[0]),
                true,
                description,
                DiskInfo.local(disk));
    }

    private static List<String> offeredIn(String size) {
        if (size.equals("s-1vcpu-512mb-10gb")) return SMALLEST_ONLY_IN;
        return size.startsWith("s-")
                ? OPEN
                : OPEN.stream().filter(region -> !DEDICATED_NOT_IN.contains(region)).toList();
    }

    private Region region(String[] words) {
        var offered =
                sizes.stream()
                        .filter(size -> size.regions().contains(words[0]))
                        .map(Size::slug)
                        .toList();
        return new Region(words[2], words[0], FEATURES, words[1].equals("yes"), offered);
    }

    private static Image image(
            long id, String name, String distribution, String slug, String since) {
        return new Image(
                id,
                name,
                distribution,
                slug,
                true,
                REGIONS.lines().map(line -> line.split(" ")[0]).toList(),
                Instant.parse(since + "T00:00:00Z"),
                7,
                "base",
                new BigDecimal("2.36"),
                distribution + " " + name,
                List.of(),
                "available");
    }
}
