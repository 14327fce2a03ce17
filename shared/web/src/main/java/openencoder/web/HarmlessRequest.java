package openencoder.web;

import com.amazonaws.serverless.proxy.model.HttpApiV2HttpContext;
import com.amazonaws.serverless.proxy.model.HttpApiV2ProxyRequest;
import com.amazonaws.serverless.proxy.model.HttpApiV2ProxyRequestContext;

import java.util.TreeMap;

/**
 * A request that changes nothing, whatever is stored, to rehearse with.
 *
 * @param target path and query
 * @param body JSON; null for none
 */
public record HarmlessRequest(String method, String target, String body) {
    private static final String ID = "rehearsal";

    public static HarmlessRequest get(String target) {
        return new HarmlessRequest("GET", target, null);
    }

    public static HarmlessRequest post(String target, String body) {
        return new HarmlessRequest("POST", target, body);
    }

    /**
     * As API Gateway would send it.
     *
     * @param indented as others may send it, which takes other paths through a parser
     */
    byte[] event(String token, boolean indented) {
        var parts = target.split("\\?", 2);
        var http = new HttpApiV2HttpContext();
        http.setMethod(method);
        http.setPath(parts[0]);
        http.setProtocol("HTTP/1.1");
        http.setSourceIp("127.0.0.1");
        http.setUserAgent(ID);
        var context = new HttpApiV2ProxyRequestContext();
        context.setRequestId(ID);
        context.setStage("$default");
        context.setRouteKey("$default");
        context.setTime("01/Jan/2026:00:00:00 +0000");
        context.setHttp(http);
        var event = new HttpApiV2ProxyRequest();
        event.setVersion("2.0");
        event.setRouteKey("$default");
        event.setRawPath(parts[0]);
        event.setRawQueryString(parts.length > 1 ? parts[1] : "");
        event.setHeaders(new TreeMap<>(String.CASE_INSENSITIVE_ORDER));
        event.getHeaders().put("authorization", "Bearer " + token);
        event.getHeaders().put("content-type", "application/json");
        event.getHeaders().put("accept", "*/*");
        event.getHeaders().put("host", "localhost");
        event.getHeaders().put("user-agent", ID);
        event.getHeaders().put("x-forwarded-for", "127.0.0.1");
        event.getHeaders().put("x-forwarded-port", "443");
        event.getHeaders().put("x-forwarded-proto", "https");
        event.setRequestContext(context);
        event.setBody(body);
        var json = SpringContainer.getObjectMapper();
        return indented
                ? json.writerWithDefaultPrettyPrinter().writeValueAsBytes(event)
                : json.writeValueAsBytes(event);
    }
}
