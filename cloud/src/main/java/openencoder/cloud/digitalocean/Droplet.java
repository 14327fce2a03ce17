package openencoder.cloud.digitalocean;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A droplet, or what is known of one that was deleted.
 *
 * @param creation the id of the action that makes it
 * @param boots whether it ever becomes active
 * @param activeAt when it became active
 * @param deletedAt when its deletion was accepted: from then on it costs nothing
 * @param goneAt when it is to be gone, at the earliest
 * @param isGone whether it is, with its machine
 */
record Droplet(
        long id,
        Plan plan,
        Instant createdAt,
        long creation,
        boolean boots,
        Optional<Instant> activeAt,
        Optional<Instant> deletedAt,
        Optional<Instant> goneAt,
        boolean isGone) {

    /**
     * What was asked for, each part known to exist.
     *
     * @param userData empty if there is none
     */
    record Plan(
            String name,
            String region,
            String size,
            String image,
            List<String> tags,
            List<String> features,
            String userData) {

        Plan withoutUserData() {
            return new Plan(name, region, size, image, tags, features, "");
        }
    }

    static Droplet created(long id, long creation, Plan plan, Instant now, boolean boots) {
        return new Droplet(
                id,
                plan,
                now,
                creation,
                boots,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                false);
    }

    Droplet active(Instant now) {
        return new Droplet(
                id, plan, createdAt, creation, boots, Optional.of(now), deletedAt, goneAt, isGone);
    }

    Droplet deleted(Instant now, Duration lingers) {
        return new Droplet(
                id,
                plan,
                createdAt,
                creation,
                boots,
                activeAt,
                Optional.of(now),
                Optional.of(now.plus(lingers)),
                false);
    }

    Droplet gone() {
        return new Droplet(
                id,
                plan.withoutUserData(),
                createdAt,
                creation,
                boots,
                activeAt,
                deletedAt,
                goneAt,
                true);
    }

    boolean isActive() {
        return activeAt.isPresent();
    }

    /** Whether its deletion is under way. */
    boolean isLocked() {
        return deletedAt.isPresent();
    }

    boolean isDueToBoot(Instant now, Duration bootTime) {
        return boots && !isActive() && !isLocked() && !now.isBefore(createdAt.plus(bootTime));
    }

    boolean isDueToGo(Instant now) {
        return !isGone && goneAt.filter(due -> !now.isBefore(due)).isPresent();
    }

    boolean hasTag(String tag) {
        return plan.tags().contains(tag);
    }
}
