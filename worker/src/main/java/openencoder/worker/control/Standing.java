package openencoder.worker.control;

import openencoder.aws.client.AwsClients;
import openencoder.job.JobRepository;
import openencoder.worker.agent.Agent;
import openencoder.worker.agent.Claims;
import openencoder.worker.agent.Presence;
import openencoder.worker.agent.Shutdown;
import openencoder.worker.agent.WorkerCommands;

import java.util.Map;

/**
 * By what right a worker works: what it may ask AWS for, how it claims, whom it tells of itself.
 */
public interface Standing {
    /** All that it is told, wherever it comes from. */
    Map<String, String> environment();

    AwsClients aws();

    Claims claims(JobRepository jobs, Agent.Identity me);

    Presence presence(Presence.Who who);

    /** From now on the agent does what the worker is told. */
    void obey(WorkerCommands agent);

    /**
     * To be called when the agent has ended by itself; returns at once if that needs nothing more.
     */
    void afterwards(Shutdown departure) throws InterruptedException;
}
