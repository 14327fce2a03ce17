package openencoder.machines;

import openencoder.aws.client.AwsClients;
import openencoder.aws.dynamo.DynamoFleetRepository;
import openencoder.aws.dynamo.DynamoFleetTurn;
import openencoder.aws.dynamo.DynamoJobRepository;
import openencoder.aws.dynamo.DynamoMachineRepository;
import openencoder.aws.dynamo.DynamoWorkerRegistry;
import openencoder.aws.dynamo.Tables;
import openencoder.web.priming.SnapshotAware;
import openencoder.web.schedule.ScheduledEntry;
import openencoder.web.settings.Variables;

import java.time.Clock;
import java.util.Map;

/** Lambda's entry to the schedule that keeps the fleet. */
public final class FleetLambda extends ScheduledEntry {
    public FleetLambda() {
        this(System.getenv());
    }

    public FleetLambda(Map<String, String> environment) {
        this(new Variables(environment), new Tables(environment), new AwsClients(environment));
    }

    private FleetLambda(Variables variables, Tables tables, AwsClients aws) {
        var clock = Clock.systemUTC();
        var settings = MachinesSettings.Common.from(variables);
        var ports =
                new FleetApplication.Ports(
                        new DynamoMachineRepository(aws.dynamoDb(), tables),
                        new DynamoFleetRepository(aws.dynamoDb(), tables),
                        new DynamoFleetTurn(aws.dynamoDb(), tables),
                        new DynamoJobRepository(aws.dynamoDb(), tables),
                        new DynamoWorkerRegistry(aws.dynamoDb(), tables),
                        MachinesLambda.providers(variables, aws::secret, clock),
                        MachinesLambda.userData(settings, aws, clock));
        super(
                new FleetApplication(settings, ports, clock),
                SnapshotAware.of(aws::disconnect, aws::reconnect));
    }
}
