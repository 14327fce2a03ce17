package openencoder.worker.sandbox;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Runs a program in a file system of its own, where there is nothing but what it needs, and without
 * any network. Each file keeps the path that it has outside.
 *
 * @param bwrap the program
 * @param programs files and folders with what is to be run and its libraries
 * @param user the change to a user of its own that only root can make; empty: within the sandbox it
 *     is nobody, outside it has the worker's rights
 */
record Bubblewrap(Path bwrap, List<Path> programs, Optional<OwnUser> user) implements Sandbox {
    private static final List<String> DEVICES = List.of("/dev/null", "/dev/urandom");

    // Root's last rights: to enter a folder that is already the other user's, and to become that
    // user, which ends them.
    private static final List<String> CHANGES_USER =
            List.of(
                    "--cap-add",
                    "CAP_DAC_READ_SEARCH",
                    "--cap-add",
                    "CAP_SETUID",
                    "--cap-add",
                    "CAP_SETGID");
    private static final List<String> IS_NOBODY =
            List.of("--unshare-user", "--uid", OwnUser.NOBODY, "--gid", OwnUser.NOBODY);

    @Override
    public String name() {
        return user.isPresent() ? "bubblewrap, with a user of its own" : "bubblewrap";
    }

    @Override
    public List<String> prefix(Bounds bounds) {
        var words = new ArrayList<String>();
        words.add(bwrap.toString());
        words.addAll(List.of("--unshare-ipc", "--unshare-pid", "--unshare-net", "--unshare-uts"));
        words.addAll(List.of("--die-with-parent", "--cap-drop", "ALL"));
        words.addAll(user.isPresent() ? CHANGES_USER : IS_NOBODY);
        folders(bounds).forEach(folder -> words.addAll(List.of("--dir", folder.toString())));
        programs.forEach(path -> words.addAll(bind("--ro-bind", path)));
        DEVICES.forEach(device -> words.addAll(List.of("--dev-bind", device, device)));
        bounds.sources().forEach(path -> words.addAll(bind("--ro-bind", path)));
        if (bounds.isWritable()) words.addAll(bind("--bind", bounds.folder()));
        words.addAll(List.of("--remount-ro", "/", "--chdir", bounds.folder().toString(), "--"));
        user.ifPresent(own -> words.addAll(own.prefix()));
        return words;
    }

    private static List<String> bind(String how, Path path) {
        return List.of(how, path.toString(), path.toString());
    }

    // No other user may enter those that it makes by itself on the way to a file.
    private TreeSet<Path> folders(Bounds bounds) {
        var folders = new TreeSet<Path>();
        programs.forEach(path -> addAbove(path, folders));
        DEVICES.forEach(device -> addAbove(Path.of(device), folders));
        bounds.sources().forEach(path -> addAbove(path, folders));
        addAbove(bounds.folder(), folders);
        if (!bounds.isWritable() && !bounds.sources().contains(bounds.folder()))
            folders.add(bounds.folder());
        programs.stream().filter(Files::isDirectory).forEach(folders::remove);
        return folders;
    }

    private static void addAbove(Path path, TreeSet<Path> folders) {
        for (var above = path.getParent(); above != null; above = above.getParent())
            if (above.getNameCount() > 0) folders.add(above);
    }
}
