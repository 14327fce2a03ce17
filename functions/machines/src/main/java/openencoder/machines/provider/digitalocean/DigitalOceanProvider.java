package openencoder.machines.provider.digitalocean;

import com.myjeeva.digitalocean.DigitalOcean;
import com.myjeeva.digitalocean.exception.DigitalOceanException;
import com.myjeeva.digitalocean.exception.RequestUnsuccessfulException;

import openencoder.machine.Billing;
import openencoder.machine.InstanceId;
import openencoder.machine.Label;
import openencoder.machine.MachineProvider;
import openencoder.machine.MachineProvider.InstanceRequest;
import openencoder.machine.ProviderFailure;
import openencoder.machine.ProviderFailure.Kind;
import openencoder.machine.ProviderId;
import openencoder.machines.provider.ProviderToken;
import openencoder.machines.provider.digitalocean.Api.Call;
import openencoder.machines.provider.digitalocean.Pages.Page;
import openencoder.web.settings.SecretReader;
import openencoder.web.settings.Variables;

import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Currency;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Droplets of DigitalOcean. Reads and deletions are tried again on faults and on too many requests,
 * for about 10 s in all; an order is sent again only when it was refused as one request too many.
 * An order that met a fault of DigitalOcean's after it had been sent is UNANSWERED: the droplet may
 * be there.
 */
public final class DigitalOceanProvider implements MachineProvider {
    /** Stands in a secret that must not be empty until a token takes its place. */
    public static final String NO_TOKEN = "unset";

    /** By the second, since January 2026; for at least a minute, and at least a cent. */
    private static final Billing BILLING =
            new Billing(
                    Duration.ofMinutes(1),
                    Duration.ofSeconds(1),
                    new BigDecimal("0.01"),
                    Currency.getInstance("USD"));

    private static final int USER_DATA_LIMIT = 64 << 10;
    private static final Duration OFFERS_LIFE = Duration.ofMinutes(5);
    private static final int PER_PAGE = 200;
    private static final Set<Kind> HARMLESS =
            EnumSet.of(Kind.LIMITED, Kind.BROKEN, Kind.UNANSWERED);
    private static final Set<Kind> NOTHING_DONE = EnumSet.of(Kind.LIMITED);

    private final Patience patience;
    private final Retries retries;
    private final Api api;
    private final Droplets droplets;
    private final Cached<List<Region>> regions;
    private final Cached<List<Size>> sizes;

    /**
     * @param token gives the API token, empty or {@link #NO_TOKEN} as long as there is none
     */
    public DigitalOceanProvider(
            DigitalOceanSettings settings,
            Supplier<String> token,
            InstantSource clock,
            Pause pause) {
        this(settings, token, clock, pause, Patience.DEFAULT);
    }

    DigitalOceanProvider(
            DigitalOceanSettings settings,
            Supplier<String> token,
            InstantSource clock,
            Pause pause,
            Patience patience) {
        this.patience = patience;
        retries = new Retries(patience, clock, pause);
        api =
                new Api(
                        new Connections(settings.endpoint(), patience.connect()),
                        new Token(token, settings.tokenSource()),
                        new RateLimit(clock));
        droplets = new Droplets(settings, this::priceHourly);
        regions = new Cached<>(clock, OFFERS_LIFE, this::readRegions);
        sizes = new Cached<>(clock, OFFERS_LIFE, this::readSizes);
    }

    /** From its environment variables. */
    public static DigitalOceanProvider from(
            Variables variables, SecretReader secrets, InstantSource clock) {
        var source = variables.required("DIGITALOCEAN_TOKEN", ProviderToken.LOCATION);
        var settings =
                new DigitalOceanSettings(
                        variables
                                .optional("DIGITALOCEAN_ENDPOINT")
                                .map(URI::create)
                                .orElse(DigitalOceanSettings.ENDPOINT),
                        variables.required("DIGITALOCEAN_IMAGE", "the slug of an image"),
                        List.of(),
                        source);
        return new DigitalOceanProvider(
                settings, new ProviderToken(source, secrets, clock), clock, Pause.sleeping());
    }

    @Override
    public ProviderId id() {
        return ProviderId.DIGITALOCEAN;
    }

    @Override
    public Billing billing() {
        return BILLING;
    }

    @Override
    public int userDataLimit() {
        return USER_DATA_LIMIT;
    }

    @Override
    public Instance create(InstanceRequest order) {
        var deadline = retries.deadline();
        return retries.call(deadline, NOTHING_DONE, () -> rent(order, retries.left(deadline)));
    }

    private Instance rent(InstanceRequest order, Duration wait) {
        var exchange = api.exchange(droplets.fields(order));
        try {
            return api.ask(
                            exchange,
                            wait,
                            (library, answer) -> {
                                library.createDroplet(droplets.request(order));
                                return droplet(answer);
                            })
                    .orElseThrow(DigitalOceanProvider::notThere);
        } catch (ProviderFailure failure) {
            if (!mayHaveRented(exchange, failure)) throw failure;
            throw (ProviderFailure)
                    Api.failure(
                                    Kind.UNANSWERED,
                                    failure.getMessage()
                                            + " Whether '"
                                            + order.name()
                                            + "' was rented is not known.")
                            .initCause(failure);
        }
    }

    private static boolean mayHaveRented(Exchange exchange, ProviderFailure failure) {
        var unclear = failure.kind() == Kind.BROKEN || failure.kind() == Kind.UNANSWERED;
        return exchange.status() / 100 == 2 || exchange.sent() && unclear;
    }

    private Instance droplet(Exchange answer) {
        return droplets.instance(answer.read("droplet", Resources.Droplet.class));
    }

    /** One of another form was never a droplet's. */
    private static Optional<Long> number(InstanceId id) {
        return id.text().matches("[1-9][0-9]{0,17}")
                ? Optional.of(Long.parseLong(id.text()))
                : Optional.empty();
    }

    @Override
    public Optional<Instance> find(InstanceId id) {
        return number(id)
                .flatMap(
                        number ->
                                read(
                                        retries.deadline(),
                                        () -> api.exchange(number),
                                        (library, answer) -> {
                                            library.getDropletInfo(Exchange.STAND_IN);
                                            return droplet(answer);
                                        }));
    }

    @Override
    public List<Instance> labelled(Label label) {
        return listed(
                (library, number, answer) -> {
                    library.getAvailableDropletsByTagName(label.toString(), number, PER_PAGE);
                    return answer.list("droplets", Resources.Droplet.class).stream()
                            .map(droplets::instance)
                            .toList();
                },
                Instance::id);
    }

    @Override
    public void delete(InstanceId id) {
        number(id)
                .ifPresent(
                        number ->
                                read(
                                        retries.deadline(),
                                        () -> api.exchange(number),
                                        (library, _) -> library.deleteDroplet(Exchange.STAND_IN)));
    }

    @Override
    public List<Region> regions() {
        return regions.get();
    }

    private List<Region> readRegions() {
        return listed(
                (library, number, answer) -> {
                    library.getAvailableRegions(number);
                    return answer.list("regions", Resources.Region.class).stream()
                            .map(Resources.Region::offered)
                            .toList();
                },
                Region::slug);
    }

    @Override
    public List<Size> sizes() {
        return sizes.get();
    }

    private List<Size> readSizes() {
        return listed(
                (library, number, answer) -> {
                    library.getAvailableSizes(number);
                    return answer.list("sizes", Resources.Size.class).stream()
                            .map(size -> size.offered(BILLING))
                            .toList();
                },
                Size::slug);
    }

    private BigDecimal priceHourly(String size) {
        return sizes().stream()
                .filter(each -> each.slug().equals(size))
                .map(Size::priceHourly)
                .findAny()
                .orElseThrow(
                        () ->
                                Api.failure(
                                        Kind.BROKEN,
                                        "DigitalOcean does not tell the price of '" + size + "'."));
    }

    @FunctionalInterface
    private interface PageCall<T> {
        List<T> on(DigitalOcean library, int number, Exchange exchange)
                throws DigitalOceanException, RequestUnsuccessfulException;
    }

    private <T> List<T> listed(PageCall<T> call, Function<T, ?> key) {
        var deadline = retries.deadline();
        return Pages.all(number -> page(deadline, number, call), key);
    }

    private <T> Page<T> page(Instant deadline, int number, PageCall<T> call) {
        return read(
                        deadline,
                        api::exchange,
                        (library, answer) ->
                                new Page<>(
                                        call.on(library, number, answer),
                                        answer.body().orElseThrow()))
                .orElseThrow(DigitalOceanProvider::notThere);
    }

    private <T> Optional<T> read(Instant deadline, Supplier<Exchange> exchange, Call<T> call) {
        return retries.call(
                deadline, HARMLESS, () -> api.ask(exchange.get(), soonest(deadline), call));
    }

    private Duration soonest(Instant deadline) {
        var left = retries.left(deadline);
        return left.compareTo(patience.answer()) < 0 ? left : patience.answer();
    }

    private static ProviderFailure notThere() {
        return Api.failure(
                Kind.REFUSED, "DigitalOcean does not know the address that it was asked at (404).");
    }
}
