package openencoder.account;

import java.time.Instant;

/**
 * An account with a password.
 *
 * @param username as registered, compared without regard to case
 * @param passwordHash with its algorithm and parameters, never the password
 * @param standing only an active user can log in; another's tokens stop working
 * @param tokenVersion tokens carry it; raising it revokes every token handed out before
 * @param revision raised by each stored change; what a conditional write checks
 */
public record User(
        UserId id,
        String username,
        String passwordHash,
        Role role,
        Standing standing,
        int tokenVersion,
        Instant createdAt,
        long revision) {

    /** As first stored. */
    public static User registered(
            UserId id, String username, String hash, Role role, Standing standing, Instant now) {
        return new User(id, username, hash, role, standing, 1, now, 1);
    }

    public boolean active() {
        return standing == Standing.ACTIVE;
    }

    public boolean awaitsApproval() {
        return standing == Standing.AWAITING_APPROVAL;
    }

    /** Also ends every session opened with the old password. */
    public User withPasswordHash(String hash) {
        return new User(id, username, hash, role, standing, tokenVersion + 1, createdAt, revision);
    }

    /** For the same password, hashed anew; every session goes on. */
    public User withStrongerHash(String hash) {
        return new User(id, username, hash, role, standing, tokenVersion, createdAt, revision);
    }

    /** Ends every session. */
    public User withoutSessions() {
        return new User(
                id, username, passwordHash, role, standing, tokenVersion + 1, createdAt, revision);
    }

    public User withRole(Role newRole) {
        return new User(
                id, username, passwordHash, newRole, standing, tokenVersion, createdAt, revision);
    }

    /**
     * Lets the user in, or shuts the user out. That ends every session, also for the time after
     * being activated again.
     */
    public User withActive(boolean nowActive) {
        var version = active() && !nowActive ? tokenVersion + 1 : tokenVersion;
        var next = nowActive ? Standing.ACTIVE : Standing.DEACTIVATED;
        return new User(id, username, passwordHash, role, next, version, createdAt, revision);
    }

    public User withRevision(long newRevision) {
        return new User(
                id, username, passwordHash, role, standing, tokenVersion, createdAt, newRevision);
    }
}
