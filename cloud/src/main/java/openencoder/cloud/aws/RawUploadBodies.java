package openencoder.cloud.aws;

import org.gaul.shaded.org.eclipse.jetty.http.HttpFields;
import org.gaul.shaded.org.eclipse.jetty.http.HttpHeader;
import org.gaul.shaded.org.eclipse.jetty.server.Handler;
import org.gaul.shaded.org.eclipse.jetty.server.Request;
import org.gaul.shaded.org.eclipse.jetty.server.Response;
import org.gaul.shaded.org.eclipse.jetty.util.Callback;

/**
 * Takes a body that calls itself a form for the plain bytes it is. Some clients call every upload
 * so; S3 does not mind, S3Proxy would look for parameters in it.
 */
final class RawUploadBodies extends Handler.Wrapper {
    private static final String FORM = "application/x-www-form-urlencoded";

    RawUploadBodies(Handler handler) {
        super(handler);
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        return super.handle(isForm(request) ? plain(request) : request, response, callback);
    }

    // A link's signature covers no content type; an Authorization header's may.
    private static boolean isForm(Request request) {
        var headers = request.getHeaders();
        var type = headers.get(HttpHeader.CONTENT_TYPE);
        return request.getMethod().equals("PUT")
                && !headers.contains(HttpHeader.AUTHORIZATION)
                && type != null
                && type.startsWith(FORM);
    }

    private static Request plain(Request request) {
        var headers = HttpFields.build(request.getHeaders());
        headers.put(HttpHeader.CONTENT_TYPE, "application/octet-stream");
        return new Request.Wrapper(request) {
            @Override
            public HttpFields getHeaders() {
                return headers;
            }
        };
    }
}
