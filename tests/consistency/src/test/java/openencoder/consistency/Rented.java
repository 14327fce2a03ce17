package openencoder.consistency;

import openencoder.cloud.digitalocean.DigitalOceanSimulator;
import openencoder.cloud.digitalocean.SimulatorSettings;
import openencoder.cloud.digitalocean.host.DropletHost;
import openencoder.cloud.iam.IamRole;
import openencoder.cloud.iam.LocalSts;
import openencoder.cloud.iam.RoleSessions;
import openencoder.cloud.iam.policy.MalformedPolicy;
import openencoder.cloud.iam.policy.Policy;
import openencoder.cloud.iam.signature.Credential;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** A simulated DigitalOcean whose machines run nothing, and an STS for their sessions. */
final class Rented implements AutoCloseable {
    static final String ROLE = "arn:aws:iam::123456789012:role/open-encoder-WorkerRole-1";
    private static final Pattern TOKEN = Pattern.compile("[0-9a-v]{20}\\.[A-Za-z0-9_-]{43}");

    private final Machines machines = new Machines();
    private final DigitalOceanSimulator ocean;
    private final LocalSts sts;

    Rented(String accessKeyId, String secretAccessKey) {
        try {
            var settings = SimulatorSettings.standard().withBootTime(Duration.ZERO);
            ocean = DigitalOceanSimulator.start(folder(), settings, machines);
            var policy =
                    Policy.parse(
                            """
                            {"Version":"2012-10-17","Statement":
                             {"Effect":"Allow","Action":"*","Resource":"*"}}\
                            """);
            var owner = Credential.lasting(accessKeyId, secretAccessKey);
            var clock = Clock.systemUTC();
            sts = LocalSts.start(new RoleSessions(clock), owner, clock, new IamRole(ROLE, policy));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (MalformedPolicy e) {
            throw new AssertionError(e);
        }
    }

    private static Path folder() throws IOException {
        var folder = Files.createTempDirectory("digitalocean");
        folder.toFile().deleteOnExit();
        return folder;
    }

    Map<String, String> environment() {
        var environment = new HashMap<String, String>();
        environment.put("AWS_ENDPOINT_URL_STS", sts.endpoint().uri().toString());
        environment.put("WORKER_ROLE_ARN", ROLE);
        environment.put("DIGITALOCEAN_ENDPOINT", ocean.uri().toString());
        environment.put("DIGITALOCEAN_IMAGE", "ubuntu-24-04-x64");
        return environment;
    }

    String token() {
        return ocean.token();
    }

    /** The enrolment token in the user data of the machine that was switched on next. */
    String enrolment() {
        var found = TOKEN.matcher(machines.next());
        if (!found.find()) throw new AssertionError("The user data has no enrolment token.");
        return found.group();
    }

    @Override
    public void close() {
        sts.close();
        ocean.close();
    }

    private static final class Machines implements DropletHost {
        private final BlockingQueue<String> userData = new LinkedBlockingQueue<>();

        // One that is ordered is switched on a moment later.
        String next() {
            try {
                var next = userData.poll(30, TimeUnit.SECONDS);
                if (next == null) throw new AssertionError("No machine was switched on.");
                return next;
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }

        @Override
        public void start(Machine machine) {
            userData.add(machine.userData());
        }

        @Override
        public void destroy(long id) {}

        @Override
        public void retain(Set<Long> ids) {}

        @Override
        public List<ProcessHandle> processes() {
            return List.of();
        }

        @Override
        public void close() {}
    }
}
