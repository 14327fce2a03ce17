package openencoder.cloud.iam.policy;

import java.util.List;

/** Statements in any order. */
public final class Policy {
    private final List<Statement> statements;

    Policy(List<Statement> statements) {
        this.statements = List.copyOf(statements);
    }

    /**
     * Reads an identity policy as IAM writes it in JSON.
     *
     * @throws MalformedPolicy if it is none, or has a policy variable
     */
    public static Policy parse(String json) throws MalformedPolicy {
        return new PolicyDocument(json).policy();
    }

    /** Nothing is allowed unless a statement says so, and what one denies no other allows. */
    public PolicyDecision decide(AccessRequest access) {
        return statements.stream()
                .filter(s -> s.speaksOf(access))
                .map(Statement::effect)
                .reduce(PolicyDecision::and)
                .orElse(PolicyDecision.NOT_ALLOWED);
    }
}
