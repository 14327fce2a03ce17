package openencoder.cloud.iam;

import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.function.UnaryOperator;

/** An attacker between the SDK and the server, who changes what is already signed. */
final class Tampering implements SdkHttpClient {
    private final SdkHttpClient http = Apache5HttpClient.create();
    private final UnaryOperator<SdkHttpRequest> change;
    private final UnaryOperator<String> changeBody;
    private volatile HttpExecuteRequest last;

    Tampering(UnaryOperator<SdkHttpRequest> change, UnaryOperator<String> changeBody) {
        this.change = change;
        this.changeBody = changeBody;
    }

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
        var changed = HttpExecuteRequest.builder().request(change.apply(request.httpRequest()));
        var body = request.contentStreamProvider().map(provider -> changed(read(provider)));
        body.ifPresent(b -> changed.contentStreamProvider(() -> new ByteArrayInputStream(b)));
        last = changed.build();
        return http.prepareRequest(last);
    }

    private byte[] changed(String body) {
        return changeBody.apply(body).getBytes(StandardCharsets.ISO_8859_1);
    }

    private static String read(ContentStreamProvider provider) {
        try (var in = provider.newStream()) {
            return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Sends what went last once more. */
    String replay() throws IOException {
        var answer = http.prepareRequest(last).call();
        var body = answer.responseBody().map(Tampering::text).orElse("");
        return answer.httpResponse().statusCode() + " " + body;
    }

    private static String text(InputStream in) {
        try (in) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Override
    public void close() {
        http.close();
    }
}
