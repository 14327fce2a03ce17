package openencoder.worker.sandbox;

import openencoder.worker.bundled.FfmpegTools;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Those that this system may have, the strongest first. */
record Sandboxes(SearchPath system, FfmpegTools tools) {
    Protections strongest(Protections without, SandboxTrial trial) {
        var best = without;
        for (var sandbox : candidates()) {
            var tried = tried(without, sandbox, trial);
            if (tried.isolate()) return tried;
            if (tried.holding().count() > best.holding().count()) best = tried;
        }
        return best;
    }

    private static Protections tried(
            Protections without, Optional<Sandbox> sandbox, SandboxTrial trial) {
        var with = without.with(sandbox, Holding.NOTHING);
        return with.with(sandbox, trial.of(with).orElse(Holding.NOTHING));
    }

    private List<Optional<Sandbox>> candidates() {
        var all = new ArrayList<Sandbox>();
        system.program("bwrap").ifPresent(bwrap -> all.addAll(bubblewraps(bwrap)));
        system.program("unshare").ifPresent(unshare -> all.addAll(withoutNetwork(unshare)));
        ownUser().ifPresent(user -> all.add(new LesserSandbox(List.of(), Optional.of(user))));
        return Stream.concat(all.stream().map(Optional::of), Stream.of(Optional.<Sandbox>empty()))
                .toList();
    }

    private List<Sandbox> bubblewraps(Path bwrap) {
        var programs = List.of(tools.ffmpeg(), tools.ffprobe());
        var all = new ArrayList<Sandbox>();
        for (var files :
                List.of(
                        SharedLibraries.with(programs, tools.environment()),
                        SharedLibraries.withWholeSystem(programs))) {
            ownUser()
                    .map(user -> new Bubblewrap(bwrap, withProgram(files, user), Optional.of(user)))
                    .ifPresent(all::add);
            all.add(new Bubblewrap(bwrap, files, Optional.empty()));
        }
        return all;
    }

    private static List<Path> withProgram(List<Path> files, OwnUser user) {
        var needed = SharedLibraries.with(List.of(user.setpriv()), Map.of());
        return Stream.concat(files.stream(), needed.stream()).distinct().sorted().toList();
    }

    private List<Sandbox> withoutNetwork(Path unshare) {
        var all = new ArrayList<Sandbox>();
        ownUser().ifPresent(u -> all.add(LesserSandbox.withoutNetwork(unshare, Optional.of(u))));
        all.add(LesserSandbox.withoutNetwork(unshare, Optional.empty()));
        return all;
    }

    private Optional<OwnUser> ownUser() {
        return system.wrapper(
                        "setpriv",
                        "--reuid",
                        OwnUser.NOBODY,
                        "--regid",
                        OwnUser.NOBODY,
                        "--clear-groups",
                        "--no-new-privs")
                .map(OwnUser::new);
    }
}
