package openencoder.worker.control;

import openencoder.protocol.EnrolAnswer;

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
 * How a machine gets its session: it goes on with the one it has, or shows the token that it was
 * made with, which works once. While the API does not answer it asks again, for as long as a token
 * lives.
 */
public final class MachineEnrolment {
    private static final Duration TOKEN_LIFE = Duration.ofMinutes(15);
    private static final Duration PAUSE = Duration.ofSeconds(10);
    private static final Logger log = LoggerFactory.getLogger(MachineEnrolment.class);

    private final ProtocolClient api;
    private final Path tokenFile;
    private final SessionFile session;
    private final InstantSource clock;
    private final Sleeper sleeper;

    /**
     * @param tokenFile is deleted when it has done its work
     */
    public MachineEnrolment(
            ProtocolClient api,
            Path tokenFile,
            SessionFile session,
            InstantSource clock,
            Sleeper sleeper) {
        this.api = api;
        this.tokenFile = tokenFile;
        this.session = session;
        this.clock = clock;
        this.sleeper = sleeper;
    }

    /**
     * @throws EnrolmentRefused if there is no token, or it is refused, or was not answered in time
     * @throws SessionOver if there was a session, and it is over
     */
    public MachineSession begin() throws InterruptedException {
        var enrolled = session.read();
        if (enrolled.isPresent()) return resumed(enrolled.get());
        var fresh = enrol(token());
        session.write(fresh);
        deleteToken();
        log.atInfo().addKeyValue("machineId", fresh.machine().id()).log("Enrolled");
        return new MachineSession(fresh, session, clock);
    }

    private MachineSession resumed(EnrolAnswer enrolled) {
        deleteToken();
        if (!clock.instant().isBefore(enrolled.session().expires()))
            throw new SessionOver(
                    "The session of machine %s ended at %s and cannot be renewed; delete the machine."
                            .formatted(enrolled.machine().id(), enrolled.session().expires()));
        log.atInfo().addKeyValue("machineId", enrolled.machine().id()).log("Session resumed");
        return new MachineSession(enrolled, session, clock);
    }

    private EnrolAnswer enrol(String token) throws InterruptedException {
        var end = clock.instant().plus(TOKEN_LIFE);
        while (true) {
            try {
                return api.enrol(token);
            } catch (ApiRefusal refused) {
                throw new EnrolmentRefused(
                        "This machine was not let in (%s); delete it and create another."
                                .formatted(refused.getMessage()));
            } catch (ApiUnavailable silence) {
                log.atWarn().addKeyValue("reason", silence.getMessage()).log("Not enrolled yet");
                sleepUnless(end, silence);
            }
        }
    }

    private void sleepUnless(Instant end, ApiUnavailable silence) throws InterruptedException {
        if (Thread.currentThread().isInterrupted()) throw new InterruptedException();
        if (!clock.instant().plus(PAUSE).isBefore(end))
            throw new EnrolmentRefused(
                    "OPENENCODER_API_URL did not let this machine in for %d minutes (%s);"
                                    .formatted(TOKEN_LIFE.toMinutes(), silence.getMessage())
                            + " delete it and create another.");
        sleeper.sleep(PAUSE);
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
