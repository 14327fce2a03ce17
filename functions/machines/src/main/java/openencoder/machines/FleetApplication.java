package openencoder.machines;

import openencoder.fleet.FleetPolicy;
import openencoder.fleet.FleetRepository;
import openencoder.fleet.FleetTurn;
import openencoder.job.JobRepository;
import openencoder.machine.MachineRepository;
import openencoder.machine.Providers;
import openencoder.machines.boot.UserDataFactory;
import openencoder.machines.fleet.Autoscaler;
import openencoder.machines.fleet.EndMachine;
import openencoder.machines.fleet.FleetViews;
import openencoder.machines.fleet.Reconciler;
import openencoder.machines.fleet.Reconciliation;
import openencoder.machines.fleet.RentMachine;
import openencoder.machines.provider.Deployment;
import openencoder.roster.WorkerRegistry;
import openencoder.web.lambda.Beans;

import org.springframework.beans.factory.BeanRegistrar;
import org.springframework.beans.factory.BeanRegistry;
import org.springframework.core.env.Environment;

import java.time.InstantSource;

/** What the fleet's schedule is made of; Spring passes each what its constructor asks for. */
record FleetApplication(MachinesSettings.Common settings, Ports ports, InstantSource clock)
        implements BeanRegistrar {
    /** Where everything is kept, and who rents and lets in. */
    record Ports(
            MachineRepository machines,
            FleetRepository fleets,
            FleetTurn turn,
            JobRepository jobs,
            WorkerRegistry workers,
            Providers providers,
            UserDataFactory userData) {}

    @Override
    public void register(BeanRegistry beans, Environment environment) {
        Beans.value(beans, Deployment.class, settings.deployment());
        Beans.value(beans, InstantSource.class, clock);
        Beans.value(beans, MachineRepository.class, ports.machines());
        Beans.value(beans, FleetRepository.class, ports.fleets());
        Beans.value(beans, FleetTurn.class, ports.turn());
        Beans.value(beans, JobRepository.class, ports.jobs());
        Beans.value(beans, WorkerRegistry.class, ports.workers());
        Beans.value(beans, Providers.class, ports.providers());
        Beans.value(beans, UserDataFactory.class, ports.userData());
        Beans.value(beans, FleetPolicy.class, new FleetPolicy());

        beans.registerBean(EndMachine.class);
        beans.registerBean(RentMachine.class);
        beans.registerBean(Reconciliation.class);
        beans.registerBean(FleetViews.class);
        beans.registerBean(Autoscaler.Wanted.class);
        beans.registerBean(Autoscaler.Hands.class);
        beans.registerBean(Autoscaler.class);
        beans.registerBean(Reconciler.class);
    }
}
