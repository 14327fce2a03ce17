package openencoder.worker.control;

import tools.jackson.databind.json.JsonMapper;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;

/** For tests of what is done with a tenancy. */
public final class Tenancies {
    private Tenancies() {}

    /** As if machine m-1 had just been let in, with a session and queue keys for 15 minutes. */
    public static Tenancy begun(Path folder, InstantSource clock) {
        var file = new SessionFile(folder.resolve("session"));
        var expires = clock.instant().plusSeconds(900);
        var json = JsonMapper.shared();
        var enrolled = Wire.enrolled(json.valueToTree(ApiTwin.enrolled(expires, Map.of())));
        return new Tenancy(enrolled, file, clock);
    }
}
