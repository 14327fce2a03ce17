package openencoder.worker.control;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * How a machine gets its tenancy: it goes on with the one it has, or shows the token that it was
 * made with, which works once. While nobody answers it asks again, for as long as a token lives.
 */
public final class Enrolment {
    private static final Duration TOKEN_LIFE = Duration.ofMinutes(15);
    private static final Duration PAUSE = Duration.ofSeconds(10);
    private static final Logger log = LoggerFactory.getLogger(Enrolment.class);

    private final MachineApi api;
    private final Path tokenFile;
    private final SessionFile session;
    private final InstantSource clock;
    private final Sleeper sleep;

    /**
     * @param tokenFile is deleted when it has done its work
     */
    public Enrolment(
            MachineApi api,
            Path tokenFile,
            SessionFile session,
            InstantSource clock,
            Sleeper sleep) {
        this.api = api;
        this.tokenFile = tokenFile;
        this.session = session;
        this.clock = clock;
        this.sleep = sleep;
    }

    /**
     * @throws EnrolmentRefused if there is no token, or it is refused, or was not answered in time
     * @throws TenancyOver if there was a session, and it is over
     */
    public Tenancy begin() throws InterruptedException {
        var enrolled = session.read();
        if (enrolled.isPresent()) return resumed(enrolled.get());
        var fresh = enrol(token());
        session.write(fresh);
        deleteToken();
        log.atInfo().addKeyValue("machineId", fresh.machine()).log("Enrolled");
        return new Tenancy(fresh, session, clock);
    }

    private Tenancy resumed(Enrolled enrolled) {
        deleteToken();
        if (!clock.instant().isBefore(enrolled.session().expires()))
            throw new TenancyOver(
                    "The session of machine %s ended at %s and cannot be renewed; delete the machine."
                            .formatted(enrolled.machine(), enrolled.session().expires()));
        log.atInfo().addKeyValue("machineId", enrolled.machine()).log("Session resumed");
        return new Tenancy(enrolled, session, clock);
    }

    private Enrolled enrol(String token) throws InterruptedException {
        var end = clock.instant().plus(TOKEN_LIFE);
        while (true) {
            try {
                return api.enrol(token);
            } catch (ApiRefusal refused) {
                throw new EnrolmentRefused(
                        "This machine was not let in (%s); delete it and create another."
                                .formatted(refused.getMessage()));
            } catch (ApiSilence silence) {
                log.atWarn().addKeyValue("reason", silence.getMessage()).log("Not enrolled yet");
                sleepUnless(end, silence);
            }
        }
    }

    private void sleepUnless(Instant end, ApiSilence silence) throws InterruptedException {
        if (Thread.currentThread().isInterrupted()) throw new InterruptedException();
        if (!clock.instant().plus(PAUSE).isBefore(end))
            throw new EnrolmentRefused(
                    "OPENENCODER_API_URL did not let this machine in for %d minutes (%s);"
                                    .formatted(TOKEN_LIFE.toMinutes(), silence.getMessage())
                            + " delete it and create another.");
        sleep.sleep(PAUSE);
    }

    private String token() {
        try {
            return Files.readString(tokenFile).strip();
        } catch (IOException _) {
            throw new EnrolmentRefused(
                    "There is no session, and no token for one in %s (ENROLMENT_TOKEN_FILE)."
                            .formatted(tokenFile));
        }
    }

    private void deleteToken() {
        try {
            Files.deleteIfExists(tokenFile);
        } catch (IOException failed) {
            throw new UncheckedIOException(
                    "%s cannot be deleted; it must be in a folder of the worker's own."
                            .formatted(tokenFile),
                    failed);
        }
    }
}
