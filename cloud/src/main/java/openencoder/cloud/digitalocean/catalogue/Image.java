package openencoder.cloud.digitalocean.catalogue;

import com.fasterxml.jackson.annotation.JsonProperty;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;

/** What a droplet's disk starts as, with the fields of the API. */
public record Image(
        long id,
        String name,
        String distribution,
        String slug,
        @JsonProperty("public") boolean isPublic,
        List<String> regions,
        Instant createdAt,
        int minDiskSize,
        String type,
        BigDecimal sizeGigabytes,
        String description,
        List<String> tags,
        String status) {}
