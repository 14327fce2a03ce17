package openencoder.testing;

import openencoder.account.UserRepository;
import openencoder.testing.contract.UserRepositoryContract;

class InMemoryUserRepositoryTest extends UserRepositoryContract {
    private final UserRepository users = new InMemoryUserRepository();

    @Override
    protected UserRepository users() {
        return users;
    }
}
