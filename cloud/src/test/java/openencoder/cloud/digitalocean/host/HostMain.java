package openencoder.cloud.digitalocean.host;

import openencoder.cloud.digitalocean.host.DropletHost.Machine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A host in a process of its own, which does not end by itself: folder and user data given. */
public final class HostMain {

    private HostMain() {}

    public static void main(String... arguments) throws IOException {
        var host = new ProcessHost(Path.of(arguments[0]), HostSettings.standard());
        host.start(new Machine(1, "one", Files.readString(Path.of(arguments[1]))));
        while (System.in.read() >= 0) Thread.onSpinWait();
    }
}
