package openencoder.cloud.iam;

import openencoder.cloud.http.Connection;
import openencoder.cloud.http.Head;
import openencoder.cloud.iam.signature.Refused;
import openencoder.cloud.iam.signature.Refused.Reason;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.HashSet;
import java.util.Locale;

/** One request, as far as it came: its head, and what is left of its body. */
final class Intake {
    private static final String NAME = "[!#$%&'*+.^_`|~0-9A-Za-z-]+";

    private final Head head;
    private final Connection caller;
    private final Rest rest;
    private boolean wasAsked;

    private Intake(Head head, Connection caller, long length) {
        this.head = head;
        this.caller = caller;
        this.rest = new Rest(caller.in(), length);
    }

    static Intake of(Head head, Connection caller) {
        var length = head.value("Content-Length").filter(l -> l.matches("[0-9]{1,15}"));
        return new Intake(head, caller, length.map(Long::parseLong).orElse(0L));
    }

    /**
     * @throws Refused if two readers could read the head in two ways
     */
    void check() throws Refused {
        var names = new HashSet<String>();
        for (var line : head.lines().subList(1, head.lines().size())) {
            var name = line.split(":", 2)[0].toLowerCase(Locale.ROOT);
            if (!name.matches(NAME) || line.length() == name.length())
                throw new Refused(Reason.MALFORMED, "a line of the head is no header");
            if (!names.add(name)) throw new Refused(Reason.MALFORMED, "said twice: " + name);
        }
        if (names.contains("transfer-encoding") || !hasPlainLength())
            throw new Refused(Reason.MALFORMED, "a body needs one Content-Length in digits");
    }

    private boolean hasPlainLength() {
        return head.value("Content-Length").map(l -> l.matches("[0-9]{1,15}")).orElse(true);
    }

    /**
     * The body, asked for if the caller waits for that.
     *
     * @throws EOFException from its reads if the caller breaks off
     */
    InputStream body() throws IOException {
        if (!wasAsked) caller.goOn(head);
        wasAsked = true;
        return rest;
    }

    byte[] wholeBody(int most) throws IOException, Refused {
        if (rest.left > most)
            throw new Refused(Reason.TOO_LARGE, "the body has more than " + most + " bytes");
        return body().readAllBytes();
    }

    /**
     * Makes way for an answer that came before the body's end.
     *
     * @return whether the connection can take another call
     */
    boolean giveUpBody() throws IOException {
        if (head.value("Transfer-Encoding").isPresent() || !hasPlainLength()) return false;
        if (!wasAsked && head.value("Expect").isPresent()) return false;
        rest.transferTo(OutputStream.nullOutputStream());
        return true;
    }

    private static final class Rest extends InputStream {
        private final InputStream in;
        private long left;

        Rest(InputStream in, long left) {
            this.in = in;
            this.left = left;
        }

        @Override
        public int read() throws IOException {
            var one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] to, int offset, int length) throws IOException {
            if (left == 0) return -1;
            var read = in.read(to, offset, (int) Math.min(left, length));
            if (read < 0) throw new EOFException(left + " bytes of the body short");
            left -= read;
            return read;
        }
    }
}
