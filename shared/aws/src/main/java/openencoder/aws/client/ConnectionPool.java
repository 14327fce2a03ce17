package openencoder.aws.client;

import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.SdkHttpClient;

import java.util.function.Supplier;

/** An HTTP client whose connections can all be closed while its users keep it. */
final class ConnectionPool implements SdkHttpClient {
    private final Supplier<SdkHttpClient> maker;
    private volatile SdkHttpClient client;

    ConnectionPool(Supplier<SdkHttpClient> maker) {
        this.maker = maker;
        client = maker.get();
    }

    /** Calls that are under way fail. */
    void closeConnections() {
        client.close();
        client = maker.get();
    }

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
        return client.prepareRequest(request);
    }

    @Override
    public String clientName() {
        return client.clientName();
    }

    @Override
    public void close() {
        client.close();
    }
}
