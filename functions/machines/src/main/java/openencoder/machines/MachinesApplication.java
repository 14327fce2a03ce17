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
import openencoder.web.lambda.Beans;
import openencoder.web.settings.SecretReader;
import openencoder.web.settings.WebSettings;

import org.springframework.beans.factory.BeanRegistrar;
import org.springframework.beans.factory.BeanRegistry;
import org.springframework.core.env.Environment;

import java.time.InstantSource;

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
        Beans.value(beans, WebSettings.class, settings.web());
        Beans.value(beans, Deployment.class, common.deployment());
        Beans.value(beans, AgentSettings.class, common.workers());
        Beans.value(beans, SecretReader.class, secrets);
        Beans.value(beans, Outages.class, AwsOutages::include);
        Beans.value(beans, InstantSource.class, clock);
        Beans.value(beans, MachineRepository.class, ports.machines());
        Beans.value(beans, FleetRepository.class, ports.fleets());
        Beans.value(beans, JobRepository.class, ports.jobs());
        Beans.value(beans, UserRepository.class, ports.users());
        Beans.value(beans, WorkerRegistry.class, ports.workers());
        Beans.value(beans, Providers.class, ports.providers());
        Beans.value(beans, UserDataFactory.class, ports.userData());
        Beans.value(beans, MachineCredentials.Role.class, ports.role());

        beans.registerBean(MachineCatalogue.class);
        beans.registerBean(RentMachine.class);
        beans.registerBean(RentMachines.class);
        beans.registerBean(EndMachine.class);
        beans.registerBean(DeleteMachines.class);
        beans.registerBean(ListMachines.class);
        beans.registerBean(Costs.class);
        beans.registerBean(SessionPolicy.class);
        beans.registerBean(MachineCredentials.class);
        beans.registerBean(MachineSessions.class);
        beans.registerBean(ClaimJob.class);
        beans.registerBean(MachineClaims.class);
        beans.registerBean(Enrol.class);
        beans.registerBean(TakeHeartbeat.class);
        Beans.routes(beans, MachineRoutes.class, MachineRoutes::routes);
        Beans.routes(beans, FleetRoutes.class, FleetRoutes::routes);
        Beans.routes(beans, AgentRoutes.class, AgentRoutes::routes);
    }
}
