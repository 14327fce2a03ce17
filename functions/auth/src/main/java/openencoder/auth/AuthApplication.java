package openencoder.auth;

import openencoder.account.RateCounter;
import openencoder.account.UserRepository;
import openencoder.aws.client.AwsOutages;
import openencoder.web.http.Outages;
import openencoder.web.lambda.Beans;
import openencoder.web.settings.SecretReader;
import openencoder.web.settings.WebSettings;

import org.springframework.beans.factory.BeanRegistrar;
import org.springframework.beans.factory.BeanRegistry;
import org.springframework.core.env.Environment;

import java.time.InstantSource;

/** What the auth function is made of; Spring passes each what its constructor asks for. */
record AuthApplication(
        AuthSettings settings,
        UserRepository users,
        RateCounter tries,
        SecretReader secrets,
        InstantSource clock)
        implements BeanRegistrar {
    @Override
    public void register(BeanRegistry beans, Environment environment) {
        Beans.value(beans, AuthSettings.class, settings);
        Beans.value(beans, WebSettings.class, settings.web());
        Beans.value(beans, UserRepository.class, users);
        Beans.value(beans, RateCounter.class, tries);
        Beans.value(beans, SecretReader.class, secrets);
        Beans.value(beans, Outages.class, AwsOutages::include);
        Beans.value(beans, InstantSource.class, clock);

        beans.registerBean(Passwords.class);
        beans.registerBean(LoginThrottle.class);
        beans.registerBean(CheckPassword.class);
        beans.registerBean(AccessTokens.class);
        beans.registerBean(Register.class);
        beans.registerBean(LogIn.class);
        beans.registerBean(UpdateMe.class);
        beans.registerBean(UpdatePassword.class);
        beans.registerBean(UpdateUser.class);
        Beans.routes(beans, SessionRoutes.class, SessionRoutes::routes);
        Beans.routes(beans, MeRoutes.class, MeRoutes::routes);
        Beans.routes(beans, UserRoutes.class, UserRoutes::routes);
    }
}
