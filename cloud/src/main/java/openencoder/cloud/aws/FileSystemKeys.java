package openencoder.cloud.aws;

import org.gaul.shaded.org.eclipse.jetty.http.HttpHeader;
import org.gaul.shaded.org.eclipse.jetty.server.Handler;
import org.gaul.shaded.org.eclipse.jetty.server.Request;
import org.gaul.shaded.org.eclipse.jetty.server.Response;
import org.gaul.shaded.org.eclipse.jetty.util.Callback;

import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Says that a key cannot be kept here where S3Proxy would answer 403, 412 or 500: S3 takes nearly
 * any key, but here it is the path of a file.
 */
final class FileSystemKeys extends Handler.Wrapper {
    private static final int LONGEST_NAME = 255;

    // ".mpus-UUID-" before the first part and "-stub-UUID" after the last, while it is uploaded
    private static final int ADDED_IN_FRONT = 43;
    private static final int ADDED_AT_THE_END = 42;
    private static final String ABSENT =
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <Error><Code>NoSuchKey</Code><Message>The specified key does not exist.</Message></Error>\
            """;
    private static final String REFUSAL =
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <Error><Code>InvalidRequest</Code><Message>%s</Message></Error>\
            """;

    private final Path folder;

    /**
     * @param folder with a folder for each bucket
     */
    FileSystemKeys(Handler handler, Path folder) {
        super(handler);
        this.folder = folder;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        var path = request.getHttpURI().getPath();
        var slash = path.indexOf('/', 1);
        var reason =
                slash < 0
                        ? Optional.<String>empty()
                        : whyNot(path.substring(1, slash), key(path, slash));
        if (reason.isEmpty()) return super.handle(request, response, callback);
        switch (request.getMethod()) {
            case "PUT", "POST" -> answer(response, callback, 400, REFUSAL.formatted(reason.get()));
            case "DELETE" -> answer(response, callback, 204, "");
            default -> answer(response, callback, 404, ABSENT);
        }
        return true;
    }

    private static String key(String path, int slash) {
        // a plus sign is one in a path
        var encoded = path.substring(slash + 1).replace("+", "%2B");
        return URLDecoder.decode(encoded, StandardCharsets.UTF_8);
    }

    private Optional<String> whyNot(String bucket, String key) {
        if (key.isEmpty()) return Optional.empty();
        var name = key.endsWith("/") ? key.substring(0, key.length() - 1) : key;
        if (("/" + name + "/").contains("//"))
            return Optional.of("A key with an empty part cannot be kept in a file system.");
        var at = folder.resolve(bucket);
        var parts = name.split("/");
        for (var i = 0; i < parts.length; i++) {
            var part = parts[i];
            var added =
                    (i == 0 ? ADDED_IN_FRONT : 0) + (i == parts.length - 1 ? ADDED_AT_THE_END : 0);
            if (part.getBytes(StandardCharsets.UTF_8).length + added > LONGEST_NAME)
                return Optional.of(
                        "A key with a part of %d bytes or more cannot be kept in this file system."
                                .formatted(LONGEST_NAME - added + 1));
            if (Files.isRegularFile(at))
                return Optional.of("A part of the key is a file already, in this file system.");
            at = at.resolve(part);
        }
        return Files.isDirectory(at) && !key.endsWith("/")
                ? Optional.of("The key is a folder already, in this file system.")
                : Optional.empty();
    }

    private static void answer(Response response, Callback callback, int status, String body) {
        response.setStatus(status);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/xml");
        response.write(true, ByteBuffer.wrap(body.getBytes(StandardCharsets.UTF_8)), callback);
    }
}
