package openencoder.machines.provider.digitalocean;

import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * How machines are rented.
 *
 * @param endpoint scheme, host and maybe a port, such as {@code https://api.digitalocean.com}
 * @param image the slug of what is on their disks, such as {@code ubuntu-24-04-x64}
 * @param sshKeys fingerprints of keys of the account that may log in as root. Without any,
 *     DigitalOcean makes up a root password and mails it to the account's owner: user data must
 *     then lock it, and workers need no one to log in.
 * @param tokenSource where the token is kept, named in messages: the id of a secret, or a file: URI
 */
public record DigitalOceanSettings(
        URI endpoint, String image, List<String> sshKeys, String tokenSource) {
    public static final URI ENDPOINT = URI.create("https://api.digitalocean.com");

    public DigitalOceanSettings {
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
        sshKeys = List.copyOf(sshKeys);
    }
}
