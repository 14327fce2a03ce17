package openencoder.attacks;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.util.Map;
import java.util.TreeMap;

/** HTTP as it is on the wire, for requests that no client would send. */
final class RawHttp {
    static final int NONE = 0;

    private static final int TIMEOUT_MS = 20_000;

    private final URI api;

    RawHttp(URI api) {
        this.api = api;
    }

    /**
     * @param status {@link #NONE} if the connection ended without an answer
     * @param headers without regard to case
     */
    record Answer(int status, Map<String, String> headers, String body) {
        String header(String name) {
            return headers.get(name);
        }
    }

    Answer send(String method, String target, Map<String, String> headers, byte[] body)
            throws IOException {
        return send("127.0.0.1", method, target, headers, body);
    }

    /**
     * @param from the address on this machine that the request comes from
     */
    Answer send(String from, String method, String target, Map<String, String> headers, byte[] body)
            throws IOException {
        var here = InetAddress.ofLiteral(from);
        try (var socket = new Socket(api.getHost(), api.getPort(), here, 0)) {
            socket.setSoTimeout(TIMEOUT_MS);
            var request = new ByteArrayOutputStream();
            request.write(head(method, target, headers, body.length).getBytes(UTF_8));
            request.write(body);
            request.writeTo(socket.getOutputStream());
            return answer(new String(socket.getInputStream().readAllBytes(), ISO_8859_1));
        }
    }

    private String head(String method, String target, Map<String, String> headers, int length) {
        var head = new StringBuilder("%s %s HTTP/1.1\r\n".formatted(method, target));
        if (!headers.containsKey("host")) head.append("host: ").append(api.getAuthority());
        else head.append("host: ").append(headers.get("host"));
        head.append("\r\nconnection: close\r\ncontent-length: ").append(length).append("\r\n");
        headers.forEach(
                (name, value) -> {
                    if (!name.equals("host")) head.append(name + ": " + value + "\r\n");
                });
        return head.append("\r\n").toString();
    }

    private static Answer answer(String text) {
        if (text.isEmpty()) return new Answer(NONE, Map.of(), "");
        var parts = text.split("\r\n\r\n", 2);
        var lines = parts[0].split("\r\n");
        var headers = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        for (var i = 1; i < lines.length; i++) {
            var colon = lines[i].indexOf(':');
            headers.put(lines[i].substring(0, colon), lines[i].substring(colon + 1).strip());
        }
        var body = parts.length > 1 ? new String(parts[1].getBytes(ISO_8859_1), UTF_8) : "";
        return new Answer(Integer.parseInt(lines[0].split(" ")[1]), headers, body);
    }
}
