package openencoder.cloud.digitalocean;

import openencoder.cloud.digitalocean.catalogue.Catalogue;
import openencoder.cloud.digitalocean.host.DropletHost;
import openencoder.cloud.digitalocean.host.ProcessHost;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * A DigitalOcean account on this machine: its API, its droplets and its bill. All are still there
 * when it is started again on the same folder; what ran on droplets then runs again.
 */
public final class DigitalOceanSimulator implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(DigitalOceanSimulator.class);
    private static final long LOOK_EVERY = 100;

    private final Account account;
    private final Catalogue catalogue;
    private final FaultDice dice;
    private final DropletHost host;
    private final SimulatorServer server;
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("digitalocean").factory());

    private DigitalOceanSimulator(
            Account account,
            Catalogue catalogue,
            FaultDice dice,
            DropletHost host,
            SimulatorServer server) {
        this.account = account;
        this.catalogue = catalogue;
        this.dice = dice;
        this.host = host;
        this.server = server;
    }

    /**
     * Droplets' machines are processes of this machine, with folders under {@code droplets} as
     * their disks.
     *
     * @throws java.net.BindException if the port is taken
     */
    public static DigitalOceanSimulator start(Path folder, SimulatorSettings settings)
            throws IOException {
        return start(
                folder, settings, new ProcessHost(folder.resolve("droplets"), settings.host()));
    }

    /**
     * @param host closed with the simulator
     */
    public static DigitalOceanSimulator start(
            Path folder, SimulatorSettings settings, DropletHost host) throws IOException {
        var server = SimulatorServer.at(settings.port());
        try {
            return serve(folder, settings, host, server);
        } catch (RuntimeException failure) {
            server.close();
            host.close();
            throw failure;
        }
    }

    private static DigitalOceanSimulator serve(
            Path folder, SimulatorSettings settings, DropletHost host, SimulatorServer server) {
        var catalogue = new Catalogue();
        var dice = new FaultDice(settings.faults(), settings.clock());
        var account = Account.open(folder, settings, host);
        var simulator = new DigitalOceanSimulator(account, catalogue, dice, host, server);
        server.serve(
                new SimulatorApi(
                        account, catalogue, dice, settings, simulator::bill, server.uri()));
        simulator.watch();
        return simulator;
    }

    /** Where the API answers; what calls add begins with {@code /v2}. */
    public URI uri() {
        return server.uri();
    }

    /** What a call has to bear; the same for as long as the folder is. */
    public String token() {
        return account.token();
    }

    /** What droplets have cost up to now. */
    public Bill bill() {
        return Bill.of(account.all(), catalogue, account.now());
    }

    public SimulatorFaults faults() {
        return dice.faults();
    }

    /** From now on it behaves this badly; a storm begins now. */
    public void faults(SimulatorFaults faults) {
        dice.set(faults);
    }

    /** The next calls get these answers, one each. */
    public void script(ScriptedAnswer... answers) {
        server.script(answers);
    }

    /** Sees each call before its answer. */
    public void observe(Consumer<SimulatorRequest> observer) {
        server.observe(observer);
    }

    /** The processes that stand for droplets; whatever runs there descends from one of them. */
    public List<ProcessHandle> processes() {
        return host.processes();
    }

    // Droplets become active without a call, too.
    private void watch() {
        timer.scheduleWithFixedDelay(this::look, LOOK_EVERY, LOOK_EVERY, TimeUnit.MILLISECONDS);
    }

    private void look() {
        try {
            account.catchUp();
        } catch (RuntimeException failure) {
            log.atError().setCause(failure).log("What was due could not be done");
        }
    }

    /** Shuts the droplets down as a host that goes down; they are not deleted. */
    @Override
    public void close() {
        server.close();
        timer.close();
        host.close();
    }
}
