package openencoder.machines.provider.digitalocean;

import com.myjeeva.digitalocean.DigitalOcean;
import com.myjeeva.digitalocean.exception.DigitalOceanException;
import com.myjeeva.digitalocean.exception.RequestUnsuccessfulException;

import openencoder.machine.MachineProvider;
import openencoder.machine.ProviderFailure;
import openencoder.machine.ProviderFailure.Kind;
import openencoder.machines.provider.digitalocean.Api.Call;
import openencoder.machines.provider.digitalocean.Pages.Page;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
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

    @Override
    public String name() {
        return "digitalocean";
    }

    @Override
    public Instance create(Order order) {
        var deadline = retries.deadline();
        return retries.call(deadline, NOTHING_DONE, () -> rent(order, retries.left(deadline)));
    }

    private Instance rent(Order order, Duration wait) {
        var exchange = api.exchange(droplets.fields(order));
        try {
            return api.ask(
                            exchange,
                            wait,
                            (library, answer) ->
                                    droplets.instance(
                                            library.createDroplet(droplets.request(order)),
                                            answer.object("droplet")))
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

    @Override
    public Optional<Instance> find(long id) {
        return read(
                retries.deadline(),
                () -> api.exchange(id),
                (library, answer) ->
                        droplets.instance(
                                library.getDropletInfo(Exchange.STAND_IN),
                                answer.object("droplet")));
    }

    @Override
    public List<Instance> tagged(String tag) {
        return listed(
                (library, number, answer) ->
                        droplets.instances(
                                library.getAvailableDropletsByTagName(tag, number, PER_PAGE)
                                        .getDroplets(),
                                answer.objects("droplets")),
                Instance::id);
    }

    @Override
    public void delete(long id) {
        read(
                retries.deadline(),
                () -> api.exchange(id),
                (library, _) -> library.deleteDroplet(Exchange.STAND_IN));
    }

    @Override
    public List<Region> regions() {
        return regions.get();
    }

    private List<Region> readRegions() {
        return listed(
                (library, number, _) ->
                        library.getAvailableRegions(number).getRegions().stream()
                                .map(Offers::region)
                                .toList(),
                Region::slug);
    }

    @Override
    public List<Size> sizes() {
        return sizes.get();
    }

    private List<Size> readSizes() {
        return listed(
                (library, number, _) ->
                        library.getAvailableSizes(number).getSizes().stream()
                                .map(Offers::size)
                                .toList(),
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

    @Override
    public int limit() {
        return read(
                        retries.deadline(),
                        api::exchange,
                        (library, _) -> library.getAccountInfo().getDropletLimit())
                .orElseThrow(DigitalOceanProvider::notThere);
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
