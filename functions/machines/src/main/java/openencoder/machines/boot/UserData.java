package openencoder.machines.boot;

import static java.nio.charset.StandardCharsets.UTF_8;

import openencoder.machines.boot.Downloads.Download;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What makes a worker of a new Linux machine: a {@code #cloud-config}. It holds no secret but the
 * enrolment token and the links, which are good for minutes.
 */
public final class UserData {
    private static final Pattern API = Pattern.compile("https?://[\\w.\\[\\]:-]+(/[\\w.~/-]*)?");
    private static final Pattern TOKEN = Pattern.compile("[\\w-]+\\.[\\w-]+");
    private static final String SCRIPT = "/opt/openencoder/boot.sh";

    private UserData() {}

    /**
     * @param api our own address, such as {@code https://x.execute-api.eu-central-1.amazonaws.com}
     * @param enrolmentToken {@code machine.secret}
     * @throws IllegalArgumentException if the address or the token are not of this form
     */
    public static String of(URI api, String enrolmentToken, Downloads downloads) {
        require(API, "The API's address", api.toString());
        // The message leaves out the token: no log may show it.
        if (!TOKEN.matcher(enrolmentToken).matches())
            throw new IllegalArgumentException("The enrolment token is not of the form a.b");
        return new CloudConfig()
                .users("openencoder")
                .packages(List.of("bubblewrap", "curl"))
                .text("/etc/openencoder/worker.env", "0600", settings(api))
                .text("/etc/openencoder/artifacts", "0600", artifacts(downloads))
                .text("/var/lib/openencoder/enrolment", "0600", enrolmentToken)
                .text("/etc/openencoder/apparmor", "0644", resource("apparmor"))
                .text("/etc/ssh/sshd_config.d/10-openencoder.conf", "0644", resource("sshd.conf"))
                .text(
                        "/etc/systemd/system/openencoder-worker.service",
                        "0644",
                        resource("openencoder-worker.service"))
                .text(SCRIPT, "0755", resource("boot.sh"))
                .run(List.of("sh", "-c", "exec sh \"${ROOT-}%s\"".formatted(SCRIPT)))
                .toString();
    }

    private static String settings(URI api) {
        return """
        OPENENCODER_API_URL=%s
        ENROLMENT_TOKEN_FILE=/var/lib/openencoder/enrolment
        SESSION_FILE=/var/lib/openencoder/session
        """
                .formatted(api);
    }

    /** What boot.sh reads: the platform, then folder, SHA-256, bytes and link of each archive. */
    private static String artifacts(Downloads downloads) {
        return "platform "
                + downloads.platform()
                + "\n"
                + artifact("runtime", downloads.runtime())
                + artifact("worker/ffmpeg", downloads.ffmpeg())
                + artifact("worker/lib", downloads.agent());
    }

    private static String artifact(String folder, Download download) {
        return "%s %s %d %s\n"
                .formatted(
                        folder,
                        download.sha256(),
                        download.size(),
                        download.link().toASCIIString());
    }

    private static void require(Pattern right, String what, String value) {
        if (!right.matcher(value).matches())
            throw new IllegalArgumentException("%s is '%s'.".formatted(what, value));
    }

    private static String resource(String name) {
        try (var stream = UserData.class.getResourceAsStream(name)) {
            if (stream == null)
                throw new IllegalStateException("The resource %s is missing.".formatted(name));
            return new String(stream.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
