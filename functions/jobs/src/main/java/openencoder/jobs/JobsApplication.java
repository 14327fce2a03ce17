package openencoder.jobs;

import openencoder.account.UserRepository;
import openencoder.aws.client.AwsOutages;
import openencoder.job.JobQueue;
import openencoder.job.JobRepository;
import openencoder.job.OpenJobs;
import openencoder.jobs.JobsSettings.Buckets;
import openencoder.machine.MachineRepository;
import openencoder.media.ObjectStore;
import openencoder.preset.PresetRepository;
import openencoder.roster.WorkerRegistry;
import openencoder.web.http.Outages;
import openencoder.web.lambda.Beans;
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
            OpenJobs open,
            PresetRepository presets,
            UserRepository users,
            WorkerRegistry workers,
            MachineRepository machines,
            JobQueue queue,
            ObjectStore store) {}

    private Admission admission() {
        return new Admission(ports.open(), settings.openJobsPerAccount(), clock);
    }

    @Override
    public void register(BeanRegistry beans, Environment environment) {
        Beans.value(beans, Buckets.class, settings.buckets());
        Beans.value(beans, WebSettings.class, settings.web());
        Beans.value(beans, SecretReader.class, secrets);
        Beans.value(beans, Outages.class, AwsOutages::include);
        Beans.value(beans, InstantSource.class, clock);
        Beans.value(beans, JobRepository.class, ports.jobs());
        Beans.value(beans, Admission.class, admission());
        Beans.value(beans, PresetRepository.class, ports.presets());
        Beans.value(beans, UserRepository.class, ports.users());
        Beans.value(beans, WorkerRegistry.class, ports.workers());
        Beans.value(beans, MachineRepository.class, ports.machines());
        Beans.value(beans, JobQueue.class, ports.queue());
        Beans.value(beans, ObjectStore.class, ports.store());

        beans.registerBean(Announcer.class);
        beans.registerBean(CheckOrder.class);
        beans.registerBean(DryRun.class);
        beans.registerBean(SubmitJob.class);
        beans.registerBean(RestartJob.class);
        beans.registerBean(FileLinks.class);
        beans.registerBean(WorkerRoll.class);
        beans.registerBean(WhyJobsWait.class);
        Beans.routes(beans, JobRoutes.class, JobRoutes::routes);
        Beans.routes(beans, SystemRoutes.class, SystemRoutes::routes);
    }
}
