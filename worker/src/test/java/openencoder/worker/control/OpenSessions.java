package openencoder.worker.control;

import openencoder.protocol.EnrolAnswer;
import openencoder.protocol.ProtocolCodec;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;

/** For tests of what is done with a session. */
public final class OpenSessions {
    private OpenSessions() {}

    /** As if machine m-1 had just been let in, with a session and queue keys for 15 minutes. */
    public static MachineSession begun(Path folder, InstantSource clock) {
        var file = new SessionFile(folder.resolve("session"));
        var expires = clock.instant().plusSeconds(900);
        var enrolled =
                ProtocolCodec.read(
                        ProtocolCodec.write(ApiTwin.enrolled(expires, Map.of())),
                        EnrolAnswer.class);
        return new MachineSession(enrolled, file, clock);
    }
}
