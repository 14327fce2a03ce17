package openencoder.cli.deployed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpServer;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

class DeployedStackIT {

    // As in the API reference's example of DescribeStacks.
    private static final String STACK =
            """
            <DescribeStacksResponse xmlns="http://cloudformation.amazonaws.com/doc/2010-05-15/">
              <DescribeStacksResult><Stacks><member>
                <StackName>films</StackName>
                <Outputs>
                  <member><OutputKey>ApiUrl</OutputKey>
                    <OutputValue>https://films.example</OutputValue></member>
                  <member><Description>Table of users.</Description>
                    <OutputKey>UsersTable</OutputKey><OutputValue>films-users-1A</OutputValue></member>
                </Outputs>
              </member></Stacks></DescribeStacksResult>
            </DescribeStacksResponse>\
            """;
    private static final String REFUSAL =
            """
            <ErrorResponse xmlns="http://cloudformation.amazonaws.com/doc/2010-05-15/">
              <Error><Type>Sender</Type><Code>ValidationError</Code>
                <Message>Stack with id films does not exist</Message></Error>
            </ErrorResponse>\
            """;

    private final AtomicReference<String> authorization = new AtomicReference<>();
    private final AtomicReference<String> asked = new AtomicReference<>();
    private HttpServer server;

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void a_stacks_outputs_are_asked_for_with_a_signature() throws Exception {
        var stack = find(200, STACK);
        assertThat(stack.outputs())
                .isEqualTo(
                        Map.of("ApiUrl", "https://films.example", "UsersTable", "films-users-1A"));
        assertThat(asked.get())
                .isEqualTo("Action=DescribeStacks&Version=2010-05-15&StackName=films");
        assertThat(authorization.get())
                .startsWith("AWS4-HMAC-SHA256 Credential=AKID/")
                .contains("/eu-central-1/cloudformation/aws4_request");
        assertThatThrownBy(() -> stack.output("CountersTable"))
                .isInstanceOf(DeploymentProblem.class)
                .hasMessageContaining("no output CountersTable");
    }

    @Test
    void a_refusal_is_told_in_cloudformations_words() {
        assertThatThrownBy(() -> find(400, REFUSAL))
                .isInstanceOf(DeploymentProblem.class)
                .hasMessageContaining("Stack with id films does not exist");
    }

    @Test
    void an_answer_that_is_no_xml_is_no_answer() {
        assertThatThrownBy(
                        () -> find(200, "<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]>"))
                .isInstanceOf(DeploymentProblem.class)
                .hasMessageContaining("does not answer");
    }

    private DeployedStack find(int status, String answer) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(
                "/",
                exchange -> {
                    authorization.set(exchange.getRequestHeaders().getFirst("Authorization"));
                    asked.set(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
                    exchange.sendResponseHeaders(status, 0);
                    try (var body = exchange.getResponseBody()) {
                        body.write(answer.getBytes(UTF_8));
                    }
                });
        server.start();
        var keys = AwsBasicCredentials.create("AKID", "secret");
        try (var cloudFormation =
                CloudFormationClient.builder()
                        .region(Region.EU_CENTRAL_1)
                        .credentialsProvider(StaticCredentialsProvider.create(keys))
                        .endpointOverride(
                                URI.create("http://127.0.0.1:" + server.getAddress().getPort()))
                        .build()) {
            return DeployedStack.find("films", cloudFormation);
        }
    }
}
