package openencoder.auth;

import openencoder.account.User;

/** What ending the sessions of a user answers. */
record LoggedOut(int status, String user, String message) {
    static LoggedOut of(User user) {
        return new LoggedOut(200, user.username(), "Logged out everywhere");
    }
}
