package openencoder.cloud.digitalocean.catalogue;

import java.util.List;

/** A data centre, with the fields of the API. */
public record Region(
        String name, String slug, List<String> features, boolean available, List<String> sizes) {}
