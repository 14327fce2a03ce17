package openencoder.protocol;

import java.util.Optional;

/**
 * @param drain whether to take no more jobs
 * @param session another one, to be used from now on
 * @param credentials others for the queue, likewise
 */
public record HeartbeatAnswer(
        boolean drain, Optional<SessionGrant> session, Optional<AccessKeys> credentials) {}
