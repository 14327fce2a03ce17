package openencoder.worker.sandbox;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What util-linux offers where bubblewrap is missing: no network, and for root's children another
 * user, who cannot read what root keeps for itself.
 *
 * @param unshare the command that takes the network away; may be empty
 */
record LesserSandbox(List<String> unshare, Optional<OwnUser> user) implements Sandbox {
    static LesserSandbox withoutNetwork(Path unshare, Optional<OwnUser> user) {
        return user.isPresent()
                ? new LesserSandbox(List.of(unshare.toString(), "--net", "--ipc"), user)
                : new LesserSandbox(
                        List.of(unshare + "", "--user", "--map-current-user", "--net", "--ipc"),
                        user);
    }

    @Override
    public String name() {
        var parts = new ArrayList<String>();
        if (!unshare.isEmpty()) parts.add("unshare");
        if (user.isPresent()) parts.add("a user of its own");
        return String.join(" and ", parts);
    }

    @Override
    public List<String> prefix(Bounds bounds) {
        var words = new ArrayList<>(unshare);
        user.ifPresent(own -> words.addAll(own.prefix()));
        return words;
    }
}
