package openencoder.cli.admin;

import openencoder.aws.client.AwsClients;
import openencoder.aws.dynamo.DynamoUserRepository;
import openencoder.aws.dynamo.Tables;
import openencoder.cli.api.ApiClient;
import openencoder.cli.api.TokenSource;
import openencoder.cli.command.Ask;
import openencoder.cli.command.CommandFailed;
import openencoder.cli.command.Terminal;
import openencoder.cli.deployed.DeployedStack;
import openencoder.cli.deployed.Operator;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;

/** Makes an admin of a deployed stack. */
@Command(
        name = "create",
        description = "Makes a user an admin of a deployed stack, and the user if there is none.")
final class AdminCreateCommand implements Callable<Integer> {

    @Spec private CommandSpec spec;

    @Option(names = "--username", paramLabel = "U", required = true, description = "Who.")
    private String username;

    @Option(
            names = "--stack",
            paramLabel = "NAME",
            defaultValue = "open-encoder",
            description = "The CloudFormation stack. Default: ${DEFAULT-VALUE}.")
    private String stackName;

    @Override
    public Integer call() {
        Operator.on(stackName, this::make);
        say("%s is an admin of %s.".formatted(username, stackName));
        return 0;
    }

    private void make(DeployedStack stack, Map<String, String> clients) {
        var environment = new HashMap<>(clients);
        environment.put("USERS_TABLE", stack.output("UsersTable"));
        environment.put("COUNTERS_TABLE", stack.output("CountersTable"));
        try (var aws = new AwsClients(environment)) {
            var users = new DynamoUserRepository(aws.dynamoDb(), new Tables(environment));
            new Admins(users, () -> register(stack.output("ApiUrl"))).make(username);
        }
    }

    private void register(String apiUrl) {
        try (var api = new ApiClient(URI.create(apiUrl), TokenSource.NONE)) {
            var credentials = Map.of("username", username, "password", askPassword());
            api.post("/api/register", credentials);
        }
    }

    private String askPassword() {
        var ask = new Ask();
        var first = ask.secret("Password for " + username);
        if (Terminal.isThere() && !first.equals(ask.secret("Once more")))
            throw new CommandFailed("The passwords differ.");
        return first;
    }

    private void say(String line) {
        var out = spec.commandLine().getOut();
        out.println(line);
        out.flush();
    }
}
