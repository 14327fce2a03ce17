package openencoder.aws.dynamo;

import openencoder.aws.Fixture;
import openencoder.machine.MachineRepository;
import openencoder.testing.contract.MachineRepositoryContract;

import org.junit.jupiter.api.AfterEach;

class DynamoMachineRepositoryIT extends MachineRepositoryContract {
    private final Fixture aws = new Fixture();
    private final MachineRepository machines =
            new DynamoMachineRepository(aws.clients().dynamoDb(), aws.tables());

    @AfterEach
    void close() {
        aws.close();
    }

    @Override
    protected MachineRepository machines() {
        return machines;
    }
}
