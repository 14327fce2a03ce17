package openencoder.auth;

import openencoder.account.User;

import java.time.Instant;

/** What others see of a user. */
record UserView(
        long id,
        String username,
        String role,
        boolean active,
        boolean awaitingApproval,
        Instant createdDate) {
    static UserView of(User user) {
        return new UserView(
                user.id().value(),
                user.username(),
                user.role().wireName(),
                user.active(),
                user.awaitsApproval(),
                user.createdAt());
    }
}
