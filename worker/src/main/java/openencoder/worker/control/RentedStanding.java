package openencoder.worker.control;

import openencoder.aws.client.AwsClients;
import openencoder.job.JobRepository;
import openencoder.worker.agent.Agent;
import openencoder.worker.agent.Claims;
import openencoder.worker.agent.ExitCode;
import openencoder.worker.agent.Presence;
import openencoder.worker.agent.Shutdown;
import openencoder.worker.agent.WorkerCommands;

import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** By what the API lets a rented machine have, for as long as it is rented. */
public final class RentedStanding implements Standing {
    private final MachineApi api;
    private final Tenancy tenancy;
    private final Map<String, String> environment;
    private final AwsClients aws;
    private MachineBeats beats;
    private Presence presence;

    private RentedStanding(MachineApi api, Tenancy tenancy, Map<String, String> environment) {
        this.api = api;
        this.tenancy = tenancy;
        this.environment = environment;
        aws = AwsClients.withKeys(environment, tenancy::queueKeys, tenancy::jobKeys);
    }

    /**
     * Enrols the machine, or goes on with the session that it has.
     *
     * @param own the environment, to which what the API says is added
     */
    public static RentedStanding begin(
            MachineSettings settings, Map<String, String> own, InstantSource clock)
            throws InterruptedException {
        var api = new MachineApi(settings.api(), Sleeper.REAL);
        var file = new SessionFile(settings.sessionFile());
        var tenancy = new Enrolment(api, settings.tokenFile(), file, clock, Sleeper.REAL).begin();
        var environment = new HashMap<>(own);
        environment.putAll(tenancy.settings());
        environment.put("WORKER_ID", tenancy.machine());
        return new RentedStanding(api, tenancy, Map.copyOf(environment));
    }

    @Override
    public Map<String, String> environment() {
        return environment;
    }

    @Override
    public AwsClients aws() {
        return aws;
    }

    @Override
    public Claims claims(JobRepository jobs, Agent.Identity me) {
        return new MachineClaims(api, tenancy, jobs, me);
    }

    @Override
    public Presence presence(Presence.Who who) {
        beats = new MachineBeats(api, tenancy, who);
        presence = new Presence(beats, tenancy.beat());
        return presence;
    }

    @Override
    public void obey(WorkerCommands agent) {
        beats.obey(agent);
    }

    @Override
    public void afterwards(Shutdown departure) throws InterruptedException {
        if (!beats.isDismissed()) return;
        beats.drained();
        presence.worksOn(Optional.empty());
        beats.awaitHeard();
        departure.with(ExitCode.DISMISSED);
    }
}
