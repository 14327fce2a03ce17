package openencoder.cli.admin;

import openencoder.account.Role;
import openencoder.account.User;
import openencoder.account.UserRepository;
import openencoder.cli.deployed.DeploymentProblem;

/** Makes admins. The API alone cannot: it takes a right to the users table. */
public final class Admins {

    private static final int ATTEMPTS = 5;

    private final UserRepository users;
    private final Runnable register;

    /**
     * @param register makes the user through the API; run only if there is none of that name
     */
    public Admins(UserRepository users, Runnable register) {
        this.users = users;
        this.register = register;
    }

    /** Makes the user an admin, and the user, too, if there is none. */
    public User make(String username) {
        if (users.findByName(username).isEmpty()) register.run();
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            var user =
                    users.findByName(username)
                            .orElseThrow(
                                    () ->
                                            new DeploymentProblem(
                                                    "%s registered but is not in the users table."
                                                            .formatted(username)));
            if (user.role() == Role.ADMIN && user.active()) return user;
            var admin = users.replace(user.withRole(Role.ADMIN).withActive(true));
            if (admin.isPresent()) return admin.get();
        }
        throw new DeploymentProblem(
                "Another request is changing %s; try again.".formatted(username));
    }
}
