package openencoder.cloud.http;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;

/** What a server answered; its body is still to be read. */
public record RawResponse(Head head, InputStream body) {

    /** The final one, after those that only say "go on"; empty when the server has closed. */
    public static Optional<RawResponse> read(InputStream server) throws IOException {
        var in = new BufferedInputStream(server);
        var head = Head.read(in);
        while (head.filter(h -> h.status() / 100 == 1).isPresent()) head = Head.read(in);
        return head.map(h -> new RawResponse(h, in));
    }

    /**
     * Hands it to the caller.
     *
     * @return whether the caller can go on on the same connection
     */
    public boolean passOn(Head asked, OutputStream to) throws IOException {
        head.write(to);
        var isOpen = head.value("Connection").filter("close"::equalsIgnoreCase).isEmpty();
        if (hasBody(asked)) {
            if (head.endsWithTheConnection()) body.transferTo(to);
            else head.copyBody(body, to);
            isOpen &= !head.endsWithTheConnection();
        }
        to.flush();
        return isOpen;
    }

    private boolean hasBody(Head asked) {
        return !asked.method().equals("HEAD") && head.status() != 204 && head.status() != 304;
    }
}
