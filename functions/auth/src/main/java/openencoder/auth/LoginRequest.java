package openencoder.auth;

import openencoder.web.http.BodyFields;

import java.text.Normalizer;

/**
 * What login and registration are sent.
 *
 * @param username in Unicode's form C, however it was typed
 */
record LoginRequest(String username, String password) {
    LoginRequest {
        username = Normalizer.normalize(username, Normalizer.Form.NFC);
    }

    static LoginRequest of(BodyFields fields) {
        return new LoginRequest(fields.text("username"), fields.text("password"));
    }

    /** Never the password. */
    @Override
    public String toString() {
        return username;
    }
}
