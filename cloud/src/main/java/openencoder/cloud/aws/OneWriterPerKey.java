package openencoder.cloud.aws;

import org.gaul.s3proxy.S3Proxy;
import org.gaul.shaded.org.eclipse.jetty.http.HttpHeader;
import org.gaul.shaded.org.eclipse.jetty.server.Handler;
import org.gaul.shaded.org.eclipse.jetty.server.Request;
import org.gaul.shaded.org.eclipse.jetty.server.Response;
import org.gaul.shaded.org.eclipse.jetty.server.Server;
import org.gaul.shaded.org.eclipse.jetty.util.Callback;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;

/**
 * Makes S3Proxy's conditional writes hold against simultaneous ones, as S3's do: it looks at the
 * ETag and then writes, and two writers may look before either writes. Here the writes of one key
 * follow each other.
 */
final class OneWriterPerKey extends Handler.Wrapper {

    private static final String NOT_IMPLEMENTED =
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <Error><Code>NotImplemented</Code><Message>A condition on the destination of a copy is \
            ignored here; publish with CompleteMultipartUpload instead.</Message></Error>\
            """;

    private final Set<String> beingWritten = new HashSet<>();

    private OneWriterPerKey(Handler handler) {
        super(handler);
    }

    /**
     * To be called before the server starts.
     *
     * @param folder where it keeps its buckets
     */
    static void guard(S3Proxy s3Proxy, Path folder) {
        try {
            var field = S3Proxy.class.getDeclaredField("server");
            field.setAccessible(true);
            var server = (Server) field.get(s3Proxy);
            var oneByOne = new OneWriterPerKey(server.getHandler());
            server.setHandler(new FileSystemKeys(new RawUploadBodies(oneByOne), folder));
        } catch (ReflectiveOperationException failure) {
            throw new IllegalStateException("S3Proxy has changed its inner structure", failure);
        }
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        if (isCopyWithConditionOnDestination(request)) {
            refuse(response, callback);
            return true;
        }
        if (!writesWholeObject(request)) return super.handle(request, response, callback);
        var key = request.getHttpURI().getCanonicalPath();
        waitFor(key);
        try {
            return super.handle(request, response, callback);
        } finally {
            release(key);
        }
    }

    private static boolean writesWholeObject(Request request) {
        var query = request.getHttpURI().getQuery();
        boolean ofMultipart = query != null && query.contains("uploadId=");
        return switch (request.getMethod()) {
            case "PUT", "DELETE" -> !ofMultipart;
            case "POST" -> ofMultipart;
            default -> false;
        };
    }

    // S3Proxy would answer 200 and overwrite.
    private static boolean isCopyWithConditionOnDestination(Request request) {
        var headers = request.getHeaders();
        return headers.contains("x-amz-copy-source")
                && (headers.contains(HttpHeader.IF_MATCH)
                        || headers.contains(HttpHeader.IF_NONE_MATCH));
    }

    private static void refuse(Response response, Callback callback) {
        response.setStatus(501);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/xml");
        response.write(
                true, ByteBuffer.wrap(NOT_IMPLEMENTED.getBytes(StandardCharsets.UTF_8)), callback);
    }

    private synchronized void waitFor(String key) throws InterruptedException {
        while (!beingWritten.add(key)) wait();
    }

    private synchronized void release(String key) {
        beingWritten.remove(key);
        notifyAll();
    }
}
