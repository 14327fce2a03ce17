package openencoder.auth;

import openencoder.web.http.BodyFields;

import java.text.Normalizer;

/**
 * What login and registration are sent.
 *
 * @param username in its one spelling, however it was typed
 * @param typed as typed but for Unicode's form C: so were names stored until there was one spelling
 */
record LoginRequest(String username, String typed, String password) {
    LoginRequest(String username, String password) {
        this(
                UsernamePolicy.canonical(username),
                Normalizer.normalize(username, Normalizer.Form.NFC),
                password);
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
