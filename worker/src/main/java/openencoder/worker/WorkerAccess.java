package openencoder.worker;

import openencoder.aws.client.AwsClients;
import openencoder.aws.dynamo.DynamoWorkerRegistry;
import openencoder.aws.dynamo.Tables;
import openencoder.job.ClaimJob;
import openencoder.job.JobRepository;
import openencoder.roster.WorkerReport;
import openencoder.worker.agent.ControlPlane;
import openencoder.worker.agent.WorkerIdentity;
import openencoder.worker.control.ApiControlPlane;
import openencoder.worker.control.DirectControlPlane;
import openencoder.worker.control.MachineEnrolment;
import openencoder.worker.control.MachineSettings;
import openencoder.worker.control.ProtocolClient;
import openencoder.worker.control.SessionFile;
import openencoder.worker.control.Sleeper;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;

/**
 * What a worker starts with.
 *
 * @param environment all its settings, wherever they come from
 */
record WorkerAccess(Map<String, String> environment, AwsClients aws, Planes plane) {
    interface Planes {
        ControlPlane of(JobRepository jobs, WorkerIdentity me);
    }

    /** With the AWS credentials that its environment has. */
    static WorkerAccess own(Map<String, String> environment, InstantSource clock) {
        var aws = new AwsClients(environment);
        var workers = new DynamoWorkerRegistry(aws.dynamoDb(), new Tables(environment));
        return new WorkerAccess(
                environment,
                aws,
                (jobs, me) ->
                        new DirectControlPlane(new ClaimJob(jobs, clock), workers, me, clock));
    }

    /** Registers that a worker with keys of its own cannot work, and why. */
    static void leaveWord(Map<String, String> environment, String id, String why, Instant now) {
        try (var aws = new AwsClients(environment)) {
            new DynamoWorkerRegistry(aws.dynamoDb(), new Tables(environment))
                    .report(WorkerReport.unable(id, WorkerSettings.host(), why, now));
        }
    }

    /** With what the API gives to a rented machine, which enrols or goes on with its session. */
    static WorkerAccess rented(
            MachineSettings settings, Map<String, String> own, InstantSource clock)
            throws InterruptedException {
        var api = new ProtocolClient(settings.api(), Sleeper.REAL);
        var file = new SessionFile(settings.sessionFile());
        var session =
                new MachineEnrolment(api, settings.tokenFile(), file, clock, Sleeper.REAL).begin();
        var environment = session.environment(own);
        return new WorkerAccess(
                environment,
                AwsClients.withKeys(environment, session::queueKeys, session::jobKeys),
                (jobs, me) -> new ApiControlPlane(api, session, jobs, me, Sleeper.REAL));
    }
}
