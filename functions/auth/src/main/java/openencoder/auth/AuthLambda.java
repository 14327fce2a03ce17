package openencoder.auth;

import openencoder.account.UserRepository;
import openencoder.web.LambdaEntry;
import openencoder.web.SecretReader;
import openencoder.web.Variables;

import java.time.InstantSource;
import java.util.Map;

/** Lambda's entry to the auth function. */
public final class AuthLambda extends LambdaEntry {
    /** With other ports than AWS's; for tests. */
    AuthLambda(
            Map<String, String> environment,
            UserRepository users,
            SecretReader secrets,
            InstantSource clock) {
        super(
                new AuthApplication(
                        AuthSettings.from(new Variables(environment)), users, secrets, clock));
    }
}
