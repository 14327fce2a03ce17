package openencoder.worker.control;

import openencoder.aws.client.AwsClients;
import openencoder.aws.dynamo.DynamoWorkerRoster;
import openencoder.aws.dynamo.Tables;
import openencoder.job.ClaimJob;
import openencoder.job.JobRepository;
import openencoder.worker.agent.Agent;
import openencoder.worker.agent.Claims;
import openencoder.worker.agent.Presence;
import openencoder.worker.agent.Shutdown;
import openencoder.worker.agent.WorkerCommands;

import java.time.InstantSource;
import java.util.Map;

/** By the AWS credentials that its environment has. */
public record OwnStanding(Map<String, String> environment, AwsClients aws, InstantSource clock)
        implements Standing {
    public static OwnStanding in(Map<String, String> environment, InstantSource clock) {
        return new OwnStanding(environment, new AwsClients(environment), clock);
    }

    @Override
    public Claims claims(JobRepository jobs, Agent.Identity me) {
        return Claims.direct(new ClaimJob(jobs, clock), me);
    }

    @Override
    public Presence presence(Presence.Who who) {
        var roster = new DynamoWorkerRoster(aws.dynamoDb(), new Tables(environment));
        return new Presence(new RosterListener(roster, who, clock), RosterListener.EVERY);
    }

    @Override
    public void obey(WorkerCommands agent) {
        // nobody gives any
    }

    @Override
    public void afterwards(Shutdown departure) {
        // it was told to leave, and whoever told it ends the process
    }
}
