package openencoder.jobs;

import openencoder.account.UserRepository;
import openencoder.aws.client.AwsOutages;
import openencoder.job.JobQueue;
import openencoder.job.JobRepository;
import openencoder.jobs.JobsSettings.Buckets;
import openencoder.media.ObjectStore;
import openencoder.preset.PresetRepository;
import openencoder.roster.WorkerRegistry;
import openencoder.web.http.Outages;
import openencoder.web.http.Routes;
import openencoder.web.settings.SecretReader;
import openencoder.web.settings.WebSettings;

import org.springframework.beans.factory.BeanRegistrar;
import org.springframework.beans.factory.BeanRegistry;
import org.springframework.core.env.Environment;

import java.time.InstantSource;

/** What the jobs function is made of; Spring passes each what its constructor asks for. */
record JobsApplication(
        JobsSettings settings, Ports ports, SecretReader secrets, InstantSource clock)
        implements BeanRegistrar {
    /** Where everything is kept. */
    record Ports(
            JobRepository jobs,
            PresetRepository presets,
            UserRepository users,
            WorkerRegistry workers,
            JobQueue queue,
            ObjectStore store) {}

    @Override
    public void register(BeanRegistry beans, Environment environment) {
        beans.registerBean(Buckets.class, bean -> bean.supplier(_ -> settings.buckets()));
        beans.registerBean(WebSettings.class, bean -> bean.supplier(_ -> settings.web()));
        beans.registerBean(SecretReader.class, bean -> bean.supplier(_ -> secrets));
        beans.registerBean(Outages.class, bean -> bean.supplier(_ -> AwsOutages::include));
        beans.registerBean(InstantSource.class, bean -> bean.supplier(_ -> clock));
        beans.registerBean(JobRepository.class, bean -> bean.supplier(_ -> ports.jobs()));
        beans.registerBean(PresetRepository.class, bean -> bean.supplier(_ -> ports.presets()));
        beans.registerBean(UserRepository.class, bean -> bean.supplier(_ -> ports.users()));
        beans.registerBean(WorkerRegistry.class, bean -> bean.supplier(_ -> ports.workers()));
        beans.registerBean(JobQueue.class, bean -> bean.supplier(_ -> ports.queue()));
        beans.registerBean(ObjectStore.class, bean -> bean.supplier(_ -> ports.store()));

        beans.registerBean(Announcer.class);
        beans.registerBean(CheckOrder.class);
        beans.registerBean(DryRun.class);
        beans.registerBean(SubmitJob.class);
        beans.registerBean(RestartJob.class);
        beans.registerBean(FileLinks.class);
        beans.registerBean(JobRoutes.class);
        beans.registerBean(SystemRoutes.class);
        beans.registerBean(
                Routes.TYPE,
                bean -> bean.supplier(context -> context.bean(JobRoutes.class).routes()));
        beans.registerBean(
                Routes.TYPE,
                bean -> bean.supplier(context -> context.bean(SystemRoutes.class).routes()));
    }
}
