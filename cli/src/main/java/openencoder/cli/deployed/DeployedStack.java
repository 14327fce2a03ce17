package openencoder.cli.deployed;

import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;

/**
 * A stack's outputs, as CloudFormation's DescribeStacks tells them
 * (docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_DescribeStacks.html). One call
 * does not earn its SDK a place among the jars.
 */
public record DeployedStack(String name, Map<String, String> outputs) {

    private static final String SERVICE = "cloudformation";

    /**
     * @param region such as {@code eu-central-1}
     * @param endpoint where CloudFormation answers
     * @throws DeploymentProblem if there is no such stack, or no right to look at it
     */
    public static DeployedStack find(
            String name, String region, AwsCredentialsIdentity operator, URI endpoint) {
        var body = "Action=DescribeStacks&Version=2010-05-15&StackName=" + encoded(name);
        try (var http = HttpClient.newHttpClient()) {
            var request = signed(body, region, operator, endpoint);
            var answer = http.send(request, BodyHandlers.ofByteArray());
            var xml = parsed(new ByteArrayInputStream(answer.body()));
            if (answer.statusCode() != 200) {
                throw new DeploymentProblem(
                        "CloudFormation refused: "
                                + text(xml, "Message").orElse("status " + answer.statusCode()));
            }
            return new DeployedStack(name, outputs(xml));
        } catch (IOException e) {
            throw new DeploymentProblem("CloudFormation does not answer: " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DeploymentProblem("Interrupted.", e);
        }
    }

    /**
     * @throws DeploymentProblem if the stack has none of this name
     */
    public String output(String key) {
        return Optional.ofNullable(outputs.get(key))
                .orElseThrow(
                        () ->
                                new DeploymentProblem(
                                        "The stack %s has no output %s; is it an Open Encoder?"
                                                .formatted(name, key)));
    }

    private static HttpRequest signed(
            String body, String region, AwsCredentialsIdentity operator, URI endpoint) {
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        var unsigned =
                SdkHttpRequest.builder()
                        .method(SdkHttpMethod.POST)
                        .uri(endpoint)
                        .encodedPath("/")
                        .putHeader("Content-Type", "application/x-www-form-urlencoded")
                        .build();
        var signed =
                AwsV4HttpSigner.create()
                        .sign(
                                s ->
                                        s.identity(operator)
                                                .request(unsigned)
                                                .payload(() -> new ByteArrayInputStream(bytes))
                                                .putProperty(
                                                        AwsV4HttpSigner.SERVICE_SIGNING_NAME,
                                                        SERVICE)
                                                .putProperty(AwsV4HttpSigner.REGION_NAME, region))
                        .request();
        var request =
                HttpRequest.newBuilder(signed.getUri()).POST(BodyPublishers.ofByteArray(bytes));
        signed.forEachHeader(
                (header, values) -> {
                    // The client sets this one itself, to the same.
                    if (!header.equalsIgnoreCase("Host")) {
                        values.forEach(value -> request.header(header, value));
                    }
                });
        return request.build();
    }

    private static Document parsed(InputStream xml) throws IOException {
        try {
            var factory = DocumentBuilderFactory.newInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            var builder = factory.newDocumentBuilder();
            // The default one prints to standard error, too.
            builder.setErrorHandler(new DefaultHandler());
            return builder.parse(xml);
        } catch (ParserConfigurationException | SAXException e) {
            throw new IOException("its answer is no XML", e);
        }
    }

    private static Map<String, String> outputs(Document xml) {
        var outputs = new HashMap<String, String>();
        var keys = xml.getElementsByTagName("OutputKey");
        for (int i = 0; i < keys.getLength(); i++) {
            Node member = keys.item(i).getParentNode();
            var value = ((Element) member).getElementsByTagName("OutputValue").item(0);
            outputs.put(keys.item(i).getTextContent(), value.getTextContent());
        }
        return Map.copyOf(outputs);
    }

    private static Optional<String> text(Document xml, String tag) {
        return Optional.ofNullable(xml.getElementsByTagName(tag).item(0)).map(Node::getTextContent);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
