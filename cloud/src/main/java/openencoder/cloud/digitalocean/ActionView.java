package openencoder.cloud.digitalocean;

import openencoder.cloud.digitalocean.catalogue.Catalogue;
import openencoder.cloud.digitalocean.catalogue.Region;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * What was or is being done to a droplet, with the fields of the API.
 *
 * @param completedAt null while it is not
 */
record ActionView(
        long id,
        String status,
        String type,
        Instant startedAt,
        Instant completedAt,
        long resourceId,
        String resourceType,
        Region region,
        String regionSlug) {

    /** The one that makes it. */
    static ActionView creationOf(Droplet droplet, Catalogue catalogue) {
        var region = catalogue.region(droplet.plan().region()).orElseThrow();
        return new ActionView(
                droplet.creation(),
                droplet.isActive() ? "completed" : "in-progress",
                "create",
                droplet.createdAt(),
                droplet.activeAt().map(at -> at.truncatedTo(ChronoUnit.SECONDS)).orElse(null),
                droplet.id(),
                "droplet",
                region,
                region.slug());
    }
}
