package openencoder.machines.provider.digitalocean;

import java.net.URI;
import java.util.Optional;

/**
 * How machines are rented.
 *
 * @param endpoint scheme, host and maybe a port, such as {@code https://api.digitalocean.com}
 * @param image the slug of what is on their disks, such as {@code ubuntu-24-04-x64}
 * @param tokenSource where the token is kept, named in messages: the id of a secret, or a file: URI
 */
record DigitalOceanSettings(URI endpoint, String image, String tokenSource) {
    static final URI ENDPOINT = URI.create("https://api.digitalocean.com");

    DigitalOceanSettings {
        var scheme = Optional.ofNullable(endpoint.getScheme()).orElse("");
        var path = Optional.ofNullable(endpoint.getPath()).orElse("");
        if (!scheme.matches("https?") || endpoint.getHost() == null || path.length() > 1)
            throw new IllegalArgumentException(
                    "DIGITALOCEAN_ENDPOINT is '"
                            + endpoint
                            + "'; it must be a scheme and a host such as "
                            + ENDPOINT);
        if (image.isBlank())
            throw new IllegalArgumentException(
                    "DIGITALOCEAN_IMAGE is empty; it must be an image's slug such as"
                            + " ubuntu-24-04-x64");
    }
}
