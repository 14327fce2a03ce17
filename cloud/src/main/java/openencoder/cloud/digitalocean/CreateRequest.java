package openencoder.cloud.digitalocean;

import static java.nio.charset.StandardCharsets.UTF_8;

import openencoder.cloud.digitalocean.Droplet.Plan;
import openencoder.cloud.digitalocean.catalogue.Catalogue;
import openencoder.cloud.digitalocean.catalogue.Region;
import openencoder.cloud.digitalocean.catalogue.Size;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

/** The body of {@code POST /v2/droplets}, checked as strictly as the API's description allows. */
final class CreateRequest {

    private static final int MOST_NAMES = 10;
    private static final int LARGEST_USER_DATA = 64 * 1024;
    private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9]?[a-z0-9A-Z.\\-]*[a-z0-9A-Z]");
    private static final Pattern TAG = Pattern.compile("[a-zA-Z0-9_\\-:]+");
    private static final int LONGEST = 255;

    private final JsonNode body;
    private final Catalogue catalogue;

    private CreateRequest(JsonNode body, Catalogue catalogue) {
        this.body = body;
        this.catalogue = catalogue;
    }

    /**
     * @throws SimulatorRefusal that says what is wrong
     */
    static CreateRequest read(byte[] json, Catalogue catalogue) {
        try {
            var body = SimulatorJson.MAPPER.readTree(json);
            if (body == null || !body.isObject())
                throw SimulatorRefusal.badRequest("The body has to be a JSON object.");
            return new CreateRequest(body, catalogue);
        } catch (JacksonException _) {
            throw SimulatorRefusal.badRequest("The body could not be parsed as JSON.");
        }
    }

    boolean isMultiple() {
        return body.hasNonNull("names");
    }

    /** One for each name. */
    List<Plan> plans() {
        var size = size();
        var region = region(size);
        var image = catalogue.image(text("image")).orElseThrow(() -> invalid("image"));
        refuseKeys();
        var tags = texts("tags");
        tags.forEach(CreateRequest::checkTag);
        var features = features();
        var userData = userData();
        return names().stream()
                .map(
                        name ->
                                new Plan(
                                        name,
                                        region.slug(),
                                        size.slug(),
                                        image.slug(),
                                        tags,
                                        features,
                                        userData))
                .toList();
    }

    private List<String> names() {
        if (isMultiple() == body.hasNonNull("name"))
            throw SimulatorRefusal.unprocessable("Either name or names has to be given.");
        var names = isMultiple() ? texts("names") : List.of(text("name"));
        if (names.isEmpty() || names.size() > MOST_NAMES)
            throw SimulatorRefusal.unprocessable("names has to have 1 to 10 entries.");
        for (var name : names) {
            if (name.length() > LONGEST || !NAME.matcher(name).matches())
                throw SimulatorRefusal.unprocessable(
                        "Only valid hostname characters are allowed. (a-z, A-Z, 0-9, . and -)");
        }
        return names;
    }

    private Size size() {
        return catalogue.size(text("size")).orElseThrow(() -> invalid("size"));
    }

    private Region region(Size size) {
        var wanted = text("region");
        var named =
                catalogue.regions().stream()
                        .filter(
                                region ->
                                        region.slug().equals(wanted)
                                                || region.slug()
                                                        .replaceAll("\\d+$", "")
                                                        .equals(wanted)
                                                || wanted.isEmpty())
                        .filter(Region::available)
                        .toList();
        if (named.isEmpty()) throw invalid("region");
        return named.stream()
                .filter(region -> size.regions().contains(region.slug()))
                .findFirst()
                .orElseThrow(
                        () ->
                                SimulatorRefusal.unprocessable(
                                        "Size is not available in this region."));
    }

    // The account has no keys, so none can be meant.
    private void refuseKeys() {
        if (!body.path("ssh_keys").isEmpty())
            throw SimulatorRefusal.unprocessable(
                    "%s are invalid key identifiers for Droplet creation."
                            .formatted(String.join(", ", texts("ssh_keys"))));
    }

    private static void checkTag(String tag) {
        if (tag.length() > LONGEST || !TAG.matcher(tag).matches())
            throw SimulatorRefusal.unprocessable(
                    "Tag names may contain letters, numbers, colons, dashes, and underscores.");
    }

    private List<String> features() {
        var features = new ArrayList<String>();
        if (isOn("backups", false)) features.add("backups");
        if (isOn("monitoring", false)) features.add("monitoring");
        if (isOn("with_droplet_agent", true)) features.add("droplet_agent");
        if (isOn("ipv6", false)) features.add("ipv6");
        features.add("private_networking");
        return features;
    }

    private boolean isOn(String field, boolean usually) {
        return body.hasNonNull(field) ? body.get(field).asBoolean(usually) : usually;
    }

    private String userData() {
        var userData = text("user_data");
        if (userData.getBytes(UTF_8).length > LARGEST_USER_DATA)
            throw SimulatorRefusal.unprocessable("User data cannot exceed 64 KiB.");
        return userData;
    }

    private String text(String field) {
        return body.path(field).asString("");
    }

    private List<String> texts(String field) {
        var values = body.path(field);
        if (!values.isMissingNode() && !values.isNull() && !values.isArray())
            throw SimulatorRefusal.unprocessable(field + " has to be an array.");
        return StreamSupport.stream(values.spliterator(), false)
                .map(value -> value.asString(""))
                .toList();
    }

    private static SimulatorRefusal invalid(String what) {
        return SimulatorRefusal.unprocessable(
                "You specified an invalid %s for Droplet creation.".formatted(what));
    }
}
