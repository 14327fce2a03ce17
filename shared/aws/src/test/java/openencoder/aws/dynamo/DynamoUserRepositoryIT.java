package openencoder.aws.dynamo;

import openencoder.account.UserRepository;
import openencoder.aws.Fixture;
import openencoder.testing.contract.UserRepositoryContract;

import org.junit.jupiter.api.AfterEach;

class DynamoUserRepositoryIT extends UserRepositoryContract {
    private final Fixture aws = new Fixture();
    private final UserRepository users =
            new DynamoUserRepository(aws.clients().dynamoDb(), aws.tables());

    @AfterEach
    void close() {
        aws.close();
    }

    @Override
    protected UserRepository users() {
        return users;
    }
}
