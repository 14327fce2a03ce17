package openencoder.machines;

import openencoder.account.UserRepository;
import openencoder.aws.client.AwsOutages;
import openencoder.fleet.FleetRepository;
import openencoder.job.ClaimJob;
import openencoder.job.JobRepository;
import openencoder.machine.MachineProvider;
import openencoder.machine.MachineRepository;
import openencoder.machines.MachinesSettings.Workers;
import openencoder.roster.WorkerRoster;
import openencoder.web.http.Outages;
import openencoder.web.http.RouteTable;
import openencoder.web.settings.SecretReader;
import openencoder.web.settings.WebSettings;

import org.springframework.beans.factory.BeanRegistrar;
import org.springframework.beans.factory.BeanRegistry;
import org.springframework.core.env.Environment;

import java.time.InstantSource;
import java.util.List;
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
            WorkerRoster workers,
            MachineProvider provider,
            Booting booting,
            CredentialsIssuer issuer) {}

    @Override
    public void register(BeanRegistry beans, Environment environment) {
        var common = settings.common();
        bean(beans, WebSettings.class, settings.web());
        bean(beans, Deployment.class, common.deployment());
        bean(beans, Workers.class, common.workers());
        bean(beans, SecretReader.class, secrets);
        bean(beans, Outages.class, AwsOutages::include);
        bean(beans, InstantSource.class, clock);
        bean(beans, MachineRepository.class, ports.machines());
        bean(beans, FleetRepository.class, ports.fleets());
        bean(beans, JobRepository.class, ports.jobs());
        bean(beans, UserRepository.class, ports.users());
        bean(beans, WorkerRoster.class, ports.workers());
        bean(beans, MachineProvider.class, ports.provider());
        bean(beans, Booting.class, ports.booting());
        bean(beans, CredentialsIssuer.class, ports.issuer());

        Stream.of(
                        Offers.class,
                        RentMachine.class,
                        RentMachines.class,
                        EndMachine.class,
                        DeleteMachines.class,
                        ListMachines.class,
                        MachineRoutes.class,
                        Spending.class,
                        FleetRoutes.class,
                        SessionPolicy.class,
                        MachineCredentials.class,
                        MachineSessions.class,
                        ClaimJob.class,
                        Claims.class,
                        Enrol.class,
                        Beat.class,
                        AgentRoutes.class)
                .forEach(beans::registerBean);
        beans.registerBean(
                RouteTable.class,
                bean ->
                        bean.supplier(
                                context ->
                                        routes(
                                                context.bean(MachineRoutes.class),
                                                context.bean(FleetRoutes.class),
                                                context.bean(AgentRoutes.class))));
    }

    private static <T> void bean(BeanRegistry beans, Class<T> type, T value) {
        beans.registerBean(type, bean -> bean.supplier(_ -> value));
    }

    private static RouteTable routes(MachineRoutes machines, FleetRoutes fleet, AgentRoutes agent) {
        return new RouteTable(
                Stream.of(machines.routes(), fleet.routes(), agent.routes())
                        .flatMap(List::stream)
                        .toList());
    }
}
