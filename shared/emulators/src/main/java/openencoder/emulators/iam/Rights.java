package openencoder.emulators.iam;

import openencoder.emulators.iam.policy.Access;
import openencoder.emulators.iam.policy.Decision;
import openencoder.emulators.iam.signature.Refused;
import openencoder.emulators.iam.signature.Refused.Reason;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;

/**
 * What a caller may do.
 *
 * @param session empty for the owner, who may do anything
 */
record Rights(Optional<Session> session, InetAddress address, String region) {

    boolean areLimited() {
        return session.isPresent();
    }

    /**
     * @throws Refused if one of these is not allowed
     */
    void check(List<Access> accesses) throws Refused {
        for (var access : accesses) {
            var decision = decide(access);
            if (decision != Decision.ALLOWED) throw denied(access, decision);
        }
    }

    private Decision decide(Access access) {
        return session.map(s -> s.decide(placed(access))).orElse(Decision.ALLOWED);
    }

    private Access placed(Access access) {
        return access.with("aws:SourceIp", List.of(address.getHostAddress()))
                .with("aws:SecureTransport", List.of("false"))
                .with("aws:RequestedRegion", List.of(region));
    }

    private Refused denied(Access access, Decision decision) {
        return new Refused(
                Reason.DENIED,
                "%s is not authorized to perform: %s on resource: %s because %s"
                        .formatted(
                                session.map(Session::arn).orElse(""),
                                access.action(),
                                access.resource(),
                                decision == Decision.DENIED
                                        ? "a policy denies it"
                                        : "no policy allows it"));
    }
}
