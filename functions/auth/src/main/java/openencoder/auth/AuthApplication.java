package openencoder.auth;

import openencoder.account.RateCounter;
import openencoder.account.UserRepository;
import openencoder.aws.client.AwsOutages;
import openencoder.web.http.Outages;
import openencoder.web.http.Routes;
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
        beans.registerBean(AuthSettings.class, bean -> bean.supplier(_ -> settings));
        beans.registerBean(WebSettings.class, bean -> bean.supplier(_ -> settings.web()));
        beans.registerBean(UserRepository.class, bean -> bean.supplier(_ -> users));
        beans.registerBean(RateCounter.class, bean -> bean.supplier(_ -> tries));
        beans.registerBean(SecretReader.class, bean -> bean.supplier(_ -> secrets));
        beans.registerBean(Outages.class, bean -> bean.supplier(_ -> AwsOutages::include));
        beans.registerBean(InstantSource.class, bean -> bean.supplier(_ -> clock));

        beans.registerBean(Passwords.class);
        beans.registerBean(LoginThrottle.class);
        beans.registerBean(CheckPassword.class);
        beans.registerBean(AccessTokens.class);
        beans.registerBean(Register.class);
        beans.registerBean(LogIn.class);
        beans.registerBean(UpdateMe.class);
        beans.registerBean(UpdatePassword.class);
        beans.registerBean(UpdateUser.class);
        beans.registerBean(SessionRoutes.class);
        beans.registerBean(MeRoutes.class);
        beans.registerBean(UserRoutes.class);
        beans.registerBean(
                Routes.TYPE,
                bean -> bean.supplier(context -> context.bean(SessionRoutes.class).routes()));
        beans.registerBean(
                Routes.TYPE,
                bean -> bean.supplier(context -> context.bean(MeRoutes.class).routes()));
        beans.registerBean(
                Routes.TYPE,
                bean -> bean.supplier(context -> context.bean(UserRoutes.class).routes()));
    }
}
