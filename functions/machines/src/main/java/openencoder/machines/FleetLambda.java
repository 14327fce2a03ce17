package openencoder.machines;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;

import openencoder.aws.client.AwsClients;
import openencoder.aws.dynamo.DynamoFleetRepository;
import openencoder.aws.dynamo.DynamoFleetTurn;
import openencoder.aws.dynamo.DynamoJobRepository;
import openencoder.aws.dynamo.DynamoMachineRepository;
import openencoder.aws.dynamo.DynamoWorkerRegistry;
import openencoder.aws.dynamo.Tables;
import openencoder.fleet.FleetPolicy;
import openencoder.machines.fleet.Autoscaler;
import openencoder.machines.fleet.EndMachine;
import openencoder.machines.fleet.FleetViews;
import openencoder.machines.fleet.IncompletePass;
import openencoder.machines.fleet.Reconciled;
import openencoder.machines.fleet.Reconciler;
import openencoder.machines.fleet.Reconciliation;
import openencoder.machines.fleet.RentMachine;
import openencoder.web.settings.Variables;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;

/** Where the schedule enters. The event says nothing that a pass needs to know. */
public final class FleetLambda implements RequestStreamHandler {
    /** What was begun may take so long to end. */
    private static final Duration RESERVE = Duration.ofSeconds(15);

    private final Reconciler reconciler;

    public FleetLambda() {
        this(System.getenv());
    }

    public FleetLambda(Map<String, String> environment) {
        var aws = new AwsClients(environment);
        var clock = Clock.systemUTC();
        var variables = new Variables(environment);
        var common = MachinesSettings.Common.from(variables);
        var deployment = common.deployment();
        var tables = new Tables(environment);
        var machines = new DynamoMachineRepository(aws.dynamoDb(), tables);
        var workers = new DynamoWorkerRegistry(aws.dynamoDb(), tables);
        var providers = MachinesLambda.providers(variables, aws::secret, clock);
        var userData = MachinesLambda.userData(common, aws, clock);
        var end = new EndMachine(machines, providers, workers, deployment, clock);
        var rent = new RentMachine(machines, providers, userData, deployment, clock);
        var jobs = new DynamoJobRepository(aws.dynamoDb(), tables);
        var wanted =
                new Autoscaler.Wanted(
                        new DynamoFleetRepository(aws.dynamoDb(), tables),
                        new DynamoFleetTurn(aws.dynamoDb(), tables),
                        new FleetPolicy());
        reconciler =
                new Reconciler(
                        machines,
                        new Reconciliation(machines, providers, end, deployment, clock),
                        new Autoscaler(
                                machines,
                                new FleetViews(jobs, workers, providers),
                                wanted,
                                new Autoscaler.Hands(providers, rent, end),
                                clock),
                        clock);
    }

    @Override
    public void handleRequest(InputStream event, OutputStream answer, Context context)
            throws IOException {
        var function = context.getFunctionName();
        var time = Duration.ofMillis(context.getRemainingTimeInMillis()).minus(RESERVE);
        try {
            var done = reconciler.run(time);
            publish(done, function);
            answer.write(done.json().getBytes(UTF_8));
        } catch (IncompletePass failed) {
            publish(failed.done(), function);
            throw failed;
        }
    }

    private static void publish(Reconciled done, String function) {
        if (done.isNothing()) return;
        System.out.println(done.metrics(function, System.currentTimeMillis()));
    }
}
