package openencoder.presets;

import openencoder.account.UserRepository;
import openencoder.aws.client.AwsOutages;
import openencoder.preset.PresetRepository;
import openencoder.web.http.Outages;
import openencoder.web.lambda.Beans;
import openencoder.web.settings.SecretReader;
import openencoder.web.settings.WebSettings;

import org.springframework.beans.factory.BeanRegistrar;
import org.springframework.beans.factory.BeanRegistry;
import org.springframework.core.env.Environment;

import java.time.InstantSource;

/** What the presets function is made of; Spring passes each what its constructor asks for. */
record PresetsApplication(
        WebSettings settings,
        PresetRepository presets,
        UserRepository users,
        SecretReader secrets,
        InstantSource clock)
        implements BeanRegistrar {
    @Override
    public void register(BeanRegistry beans, Environment environment) {
        Beans.value(beans, WebSettings.class, settings);
        Beans.value(beans, PresetRepository.class, presets);
        Beans.value(beans, UserRepository.class, users);
        Beans.value(beans, SecretReader.class, secrets);
        Beans.value(beans, Outages.class, AwsOutages::include);
        Beans.value(beans, InstantSource.class, clock);

        beans.registerBean(CheckPreset.class);
        beans.registerBean(SavePreset.class);
        Beans.routes(beans, PresetRoutes.class, PresetRoutes::routes);
    }
}
