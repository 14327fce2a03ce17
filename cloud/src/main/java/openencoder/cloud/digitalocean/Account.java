package openencoder.cloud.digitalocean;

import static java.util.stream.Collectors.toSet;

import openencoder.cloud.digitalocean.Droplet.Plan;
import openencoder.cloud.digitalocean.StateFile.State;
import openencoder.cloud.digitalocean.host.DropletHost;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;

/** The droplets of an account, on file. Whatever is due by the clock happens before each answer. */
final class Account {

    private final SimulatorSettings settings;
    private final DropletHost host;
    private final StateFile file;
    private final String token;
    private final TreeMap<Long, Droplet> droplets = new TreeMap<>();
    private long nextId;
    private long nextAction;

    private Account(SimulatorSettings settings, DropletHost host, StateFile file, State state) {
        this.settings = settings;
        this.host = host;
        this.file = file;
        token = state.token();
        nextId = state.nextId();
        nextAction = state.nextAction();
        state.droplets().forEach(droplet -> droplets.put(droplet.id(), droplet));
        if (!settings.revives())
            living().forEach(droplet -> droplets.put(droplet.id(), gone(droplet)));
        host.retain(living().stream().map(Droplet::id).collect(toSet()));
        living().stream().filter(Droplet::isActive).forEach(this::switchOn);
        save();
    }

    /**
     * Machines that were on when the folder was last used are switched on again, or deleted if the
     * settings say so.
     */
    static Account open(Path folder, SimulatorSettings settings, DropletHost host) {
        var file = new StateFile(folder);
        return new Account(settings, host, file, file.read().orElseGet(() -> fresh(settings)));
    }

    private static State fresh(SimulatorSettings settings) {
        var secret = new byte[32];
        new SecureRandom().nextBytes(secret);
        return new State(
                "dop_v1_" + HexFormat.of().formatHex(secret),
                settings.firstId(),
                settings.firstId() * 2,
                List.of());
    }

    private Droplet gone(Droplet droplet) {
        return droplet.isLocked() ? droplet.gone() : droplet.deleted(now(), Duration.ZERO).gone();
    }

    String token() {
        return token;
    }

    /**
     * All or none.
     *
     * @throws SimulatorRefusal if they are more than the account may have
     */
    synchronized List<Droplet> create(List<Plan> plans, Predicate<Plan> boots) {
        if (living().size() + plans.size() > settings.dropletLimit())
            throw SimulatorRefusal.overLimit();
        var now = now().truncatedTo(ChronoUnit.SECONDS);
        var created = new ArrayList<Droplet>();
        for (var plan : plans)
            created.add(Droplet.created(nextId++, nextAction++, plan, now, boots.test(plan)));
        created.forEach(droplet -> droplets.put(droplet.id(), droplet));
        save();
        return created;
    }

    /**
     * @param lingers how long it runs on
     * @throws SimulatorRefusal if there is none, or its deletion is under way
     */
    void delete(long id, Duration lingers) {
        synchronized (this) {
            var droplet = find(id).orElseThrow(SimulatorRefusal::notFound);
            if (droplet.isLocked()) throw SimulatorRefusal.locked();
            droplets.put(id, droplet.deleted(now(), lingers));
            save();
        }
        catchUp();
    }

    /** Does what is due. */
    void catchUp() {
        for (var gone : advance()) host.destroy(gone.id());
    }

    private synchronized List<Droplet> advance() {
        var now = now();
        var toBoot =
                living().stream()
                        .filter(droplet -> droplet.isDueToBoot(now, settings.bootTime()))
                        .toList();
        var toGo = living().stream().filter(droplet -> droplet.isDueToGo(now)).toList();
        toBoot.forEach(droplet -> droplets.put(droplet.id(), droplet.active(now)));
        toGo.forEach(droplet -> droplets.put(droplet.id(), droplet.gone()));
        if (!toBoot.isEmpty() || !toGo.isEmpty()) save();
        toBoot.forEach(this::switchOn);
        return toGo;
    }

    private void switchOn(Droplet droplet) {
        host.start(
                new DropletHost.Machine(
                        droplet.id(), droplet.plan().name(), droplet.plan().userData()));
    }

    synchronized Optional<Droplet> find(long id) {
        return Optional.ofNullable(droplets.get(id)).filter(droplet -> !droplet.isGone());
    }

    synchronized Optional<Droplet> madeBy(long action) {
        return droplets.values().stream()
                .filter(droplet -> droplet.creation() == action)
                .findFirst();
    }

    synchronized List<Droplet> living() {
        return droplets.values().stream().filter(droplet -> !droplet.isGone()).toList();
    }

    synchronized List<Droplet> all() {
        return List.copyOf(droplets.values());
    }

    Instant now() {
        return settings.clock().instant();
    }

    private void save() {
        file.write(new State(token, nextId, nextAction, List.copyOf(droplets.values())));
    }
}
