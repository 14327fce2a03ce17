package openencoder.account;

import java.time.Instant;

/**
 * An account with a password.
 *
 * @param username as registered, compared without regard to case
 * @param passwordHash with its algorithm and parameters, never the password
 * @param active a deactivated user cannot log in and its tokens stop working
 * @param tokenVersion tokens carry it; raising it revokes every token handed out before
 * @param revision raised by each stored change; what a conditional write checks
 */
public record User(
        UserId id,
        String username,
        String passwordHash,
        Role role,
        boolean active,
        int tokenVersion,
        Instant createdAt,
        long revision) {

    /** Also ends every session opened with the old password. */
    public User withPasswordHash(String hash) {
        return new User(id, username, hash, role, active, tokenVersion + 1, createdAt, revision);
    }

    /** For the same password, hashed anew; every session goes on. */
    public User withStrongerHash(String hash) {
        return new User(id, username, hash, role, active, tokenVersion, createdAt, revision);
    }

    /** Ends every session. */
    public User withoutSessions() {
        return new User(
                id, username, passwordHash, role, active, tokenVersion + 1, createdAt, revision);
    }

    public User withRole(Role newRole) {
        return new User(
                id, username, passwordHash, newRole, active, tokenVersion, createdAt, revision);
    }

    /** Deactivating ends every session, also for the time after being activated again. */
    public User withActive(boolean nowActive) {
        var version = active && !nowActive ? tokenVersion + 1 : tokenVersion;
        return new User(id, username, passwordHash, role, nowActive, version, createdAt, revision);
    }

    public User withRevision(long newRevision) {
        return new User(
                id, username, passwordHash, role, active, tokenVersion, createdAt, newRevision);
    }
}
