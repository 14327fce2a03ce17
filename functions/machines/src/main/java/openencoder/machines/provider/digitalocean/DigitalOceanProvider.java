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
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Droplets of DigitalOcean. Reads and deletions are tried again on faults and on too many requests,
 * for about 10 s in all; an order is sent again only when it was refused as one request too many.
 * An order that met a fault of DigitalOcean's after it had been sent is UNANSWERED: the droplet may
 * be there.
 */
public final class DigitalOceanProvider implements MachineProvider {
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

    private final RetryPolicy policy;
    private final Retries retries;
    private final Api api;
    private final Droplets droplets;
    private final Cached<List<Region>> regions;
    private final Cached<List<Size>> sizes;

    /**
     * @param token gives the API token, empty or {@code unset} as long as there is none
     * @param pause lets time pass between two tries
     */
    DigitalOceanProvider(
            DigitalOceanSettings settings,
            Supplier<String> token,
            InstantSource clock,
            Consumer<Duration> pause,
            RetryPolicy policy) {
        this.policy = policy;
        retries = new Retries(policy, clock, pause);
        api =
                new Api(
                        new Connections(settings.endpoint(), policy.connectTimeout()),
                        new Token(token, settings.tokenSource()),
                        new RateLimit(clock));
        droplets = new Droplets(settings.image(), this::priceHourly);
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
                        source);
        return new DigitalOceanProvider(
                settings,
                new ProviderToken(source, secrets, clock),
                clock,
                Retries::sleep,
                RetryPolicy.DEFAULT);
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
        return retries.call(retries.deadline(), NOTHING_DONE, left -> rent(order, left));
    }

    private Instance rent(InstanceRequest order, Duration wait) {
        var exchange = Exchange.with(droplets.fields(order));
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
                                        () -> Exchange.about(number),
                                        (library, answer) -> {
                                            library.getDropletInfo(Exchange.STAND_IN);
                                            return droplet(answer);
                                        }));
    }

    @Override
    public List<Instance> labelled(Label label) {
        return listed(
                (library, page) ->
                        library.getAvailableDropletsByTagName(label.toString(), page, PER_PAGE),
                answer -> answer.list("droplets", Resources.Droplet.class, droplets::instance),
                Instance::id);
    }

    @Override
    public void delete(InstanceId id) {
        number(id)
                .ifPresent(
                        number ->
                                read(
                                        retries.deadline(),
                                        () -> Exchange.about(number),
                                        (library, _) -> library.deleteDroplet(Exchange.STAND_IN)));
    }

    @Override
    public List<Region> regions() {
        return regions.get();
    }

    private List<Region> readRegions() {
        return listed(
                DigitalOcean::getAvailableRegions,
                answer -> answer.list("regions", Resources.Region.class, Resources.Region::offered),
                Region::slug);
    }

    @Override
    public List<Size> sizes() {
        return sizes.get();
    }

    private List<Size> readSizes() {
        return listed(
                DigitalOcean::getAvailableSizes,
                answer -> answer.list("sizes", Resources.Size.class, size -> size.offered(BILLING)),
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

    /** Asks for a page by its number, from 1 on. */
    @FunctionalInterface
    private interface PageCall {
        Object on(DigitalOcean library, Integer page)
                throws DigitalOceanException, RequestUnsuccessfulException;
    }

    private <T> List<T> listed(
            PageCall call, Function<Exchange, List<T>> items, Function<T, ?> key) {
        var deadline = retries.deadline();
        return Pages.all(number -> page(deadline, number, call, items), key);
    }

    private <T> Page<T> page(
            Instant deadline, int number, PageCall call, Function<Exchange, List<T>> items) {
        return read(
                        deadline,
                        Exchange::plain,
                        (library, answer) -> {
                            call.on(library, number);
                            return new Page<>(items.apply(answer), answer.body().orElseThrow());
                        })
                .orElseThrow(DigitalOceanProvider::notThere);
    }

    private <T> Optional<T> read(Instant deadline, Supplier<Exchange> exchange, Call<T> call) {
        return retries.call(
                deadline, HARMLESS, left -> api.ask(exchange.get(), readTimeout(left), call));
    }

    private Duration readTimeout(Duration left) {
        return left.compareTo(policy.readTimeout()) < 0 ? left : policy.readTimeout();
    }

    private static ProviderFailure notThere() {
        return Api.failure(
                Kind.REFUSED, "DigitalOcean does not know the address that it was asked at (404).");
    }
}
