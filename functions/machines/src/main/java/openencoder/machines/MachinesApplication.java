package openencoder.machines;

import openencoder.account.UserRepository;
import openencoder.aws.client.AwsOutages;
import openencoder.fleet.FleetRepository;
import openencoder.job.ClaimJob;
import openencoder.job.JobRepository;
import openencoder.machine.MachineRepository;
import openencoder.machine.Providers;
import openencoder.machines.agents.AgentRoutes;
import openencoder.machines.agents.AgentSettings;
import openencoder.machines.agents.Enrol;
import openencoder.machines.agents.MachineClaims;
import openencoder.machines.agents.MachineCredentials;
import openencoder.machines.agents.MachineSessions;
import openencoder.machines.agents.SessionPolicy;
import openencoder.machines.agents.TakeHeartbeat;
import openencoder.machines.api.Costs;
import openencoder.machines.api.DeleteMachines;
import openencoder.machines.api.FleetRoutes;
import openencoder.machines.api.ListMachines;
import openencoder.machines.api.MachineCatalogue;
import openencoder.machines.api.MachineRoutes;
import openencoder.machines.api.RentMachines;
import openencoder.machines.boot.UserDataFactory;
import openencoder.machines.fleet.EndMachine;
import openencoder.machines.fleet.RentMachine;
import openencoder.machines.provider.Deployment;
import openencoder.roster.WorkerRegistry;
import openencoder.web.http.Outages;
import openencoder.web.http.Routes;
import openencoder.web.settings.SecretReader;
import openencoder.web.settings.WebSettings;

import org.springframework.beans.factory.BeanRegistrar;
import org.springframework.beans.factory.BeanRegistry;
import org.springframework.core.env.Environment;

import java.time.InstantSource;
import java.util.stream.Stream;

/** What the machines function is made of; Spring passes each what its constructor asks for. */
record MachinesApplication(
        MachinesSettings settings, Ports ports, SecretReader secrets, InstantSource clock)
        implements BeanRegistrar {
    /** Where everything is kept, and who rents and lets in. */
    record Ports(
            MachineRepository machines,
            FleetRepository fleets,
            JobRepository jobs,
            UserRepository users,
            WorkerRegistry workers,
            Providers providers,
            UserDataFactory userData,
            MachineCredentials.Role role) {}

    @Override
    public void register(BeanRegistry beans, Environment environment) {
        var common = settings.common();
        bean(beans, WebSettings.class, settings.web());
        bean(beans, Deployment.class, common.deployment());
        bean(beans, AgentSettings.class, common.workers());
        bean(beans, SecretReader.class, secrets);
        bean(beans, Outages.class, AwsOutages::include);
        bean(beans, InstantSource.class, clock);
        bean(beans, MachineRepository.class, ports.machines());
        bean(beans, FleetRepository.class, ports.fleets());
        bean(beans, JobRepository.class, ports.jobs());
        bean(beans, UserRepository.class, ports.users());
        bean(beans, WorkerRegistry.class, ports.workers());
        bean(beans, Providers.class, ports.providers());
        bean(beans, UserDataFactory.class, ports.userData());
        bean(beans, MachineCredentials.Role.class, ports.role());

        Stream.of(
                        MachineCatalogue.class,
                        RentMachine.class,
                        RentMachines.class,
                        EndMachine.class,
                        DeleteMachines.class,
                        ListMachines.class,
                        MachineRoutes.class,
                        Costs.class,
                        FleetRoutes.class,
                        SessionPolicy.class,
                        MachineCredentials.class,
                        MachineSessions.class,
                        ClaimJob.class,
                        MachineClaims.class,
                        Enrol.class,
                        TakeHeartbeat.class,
                        AgentRoutes.class)
                .forEach(beans::registerBean);
        beans.registerBean(
                Routes.TYPE,
                bean -> bean.supplier(context -> context.bean(MachineRoutes.class).routes()));
        beans.registerBean(
                Routes.TYPE,
                bean -> bean.supplier(context -> context.bean(FleetRoutes.class).routes()));
        beans.registerBean(
                Routes.TYPE,
                bean -> bean.supplier(context -> context.bean(AgentRoutes.class).routes()));
    }

    private static <T> void bean(BeanRegistry beans, Class<T> type, T value) {
        beans.registerBean(type, bean -> bean.supplier(_ -> value));
    }
}
