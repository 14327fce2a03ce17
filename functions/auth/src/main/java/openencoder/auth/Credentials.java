package openencoder.auth;

import openencoder.web.Fields;

/** What login and registration are sent. */
record Credentials(String username, String password) {
    static Credentials of(Fields fields) {
        return new Credentials(fields.text("username"), fields.text("password"));
    }

    /** Never the password. */
    @Override
    public String toString() {
        return username;
    }
}
