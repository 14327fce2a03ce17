package openencoder.auth;

import openencoder.web.Fields;

import java.text.Normalizer;

/**
 * What login and registration are sent.
 *
 * @param username in Unicode's form C, however it was typed
 */
record Credentials(String username, String password) {
    Credentials {
        username = Normalizer.normalize(username, Normalizer.Form.NFC);
    }

    static Credentials of(Fields fields) {
        return new Credentials(fields.text("username"), fields.text("password"));
    }

    /** Never the password. */
    @Override
    public String toString() {
        return username;
    }
}
