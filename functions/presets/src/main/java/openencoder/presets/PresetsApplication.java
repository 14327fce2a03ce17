package openencoder.presets;

import openencoder.account.UserRepository;
import openencoder.aws.client.AwsOutages;
import openencoder.preset.PresetRepository;
import openencoder.web.http.Outages;
import openencoder.web.http.Routes;
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
        beans.registerBean(WebSettings.class, bean -> bean.supplier(_ -> settings));
        beans.registerBean(PresetRepository.class, bean -> bean.supplier(_ -> presets));
        beans.registerBean(UserRepository.class, bean -> bean.supplier(_ -> users));
        beans.registerBean(SecretReader.class, bean -> bean.supplier(_ -> secrets));
        beans.registerBean(Outages.class, bean -> bean.supplier(_ -> AwsOutages::include));
        beans.registerBean(InstantSource.class, bean -> bean.supplier(_ -> clock));

        beans.registerBean(CheckPreset.class);
        beans.registerBean(SavePreset.class);
        beans.registerBean(PresetRoutes.class);
        beans.registerBean(
                Routes.TYPE,
                bean -> bean.supplier(context -> context.bean(PresetRoutes.class).routes()));
    }
}
