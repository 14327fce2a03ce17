package openencoder.cloud.iam;

import openencoder.cloud.iam.policy.AccessRequest;
import openencoder.cloud.iam.policy.PolicyDecision;
import openencoder.cloud.iam.signature.Refused;
import openencoder.cloud.iam.signature.Refused.Reason;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;

/**
 * What a caller may do.
 *
 * @param session empty for the owner, who may do anything
 */
record Rights(Optional<RoleSession> session, InetAddress address, String region) {

    boolean areLimited() {
        return session.isPresent();
    }

    /**
     * @throws Refused if one of these is not allowed
     */
    void check(List<AccessRequest> accesses) throws Refused {
        for (var access : accesses) {
            var decision = decide(access);
            if (decision != PolicyDecision.ALLOWED) throw denied(access, decision);
        }
    }

    private PolicyDecision decide(AccessRequest access) {
        return session.map(s -> s.decide(placed(access))).orElse(PolicyDecision.ALLOWED);
    }

    private AccessRequest placed(AccessRequest access) {
        return access.with("aws:SourceIp", List.of(address.getHostAddress()))
                .with("aws:SecureTransport", List.of("false"))
                .with("aws:RequestedRegion", List.of(region));
    }

    private Refused denied(AccessRequest access, PolicyDecision decision) {
        return new Refused(
                Reason.DENIED,
                "%s is not authorized to perform: %s on resource: %s because %s"
                        .formatted(
                                session.map(RoleSession::arn).orElse(""),
                                access.action(),
                                access.resource(),
                                decision == PolicyDecision.DENIED
                                        ? "a policy denies it"
                                        : "no policy allows it"));
    }
}
